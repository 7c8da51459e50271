package dev.tensorvet.framework;

/** What pandas and scikit-learn gave up, as far as programs that train networks use it. */
final class RetiredScience {

  static final String PANDAS =
      """
      @https://pandas.pydata.org/docs/whatsnew/v2.0.0.html
      class | pandas.{Int64Index UInt64Index Float64Index} | 1.4 | 2.0 | use `pd.Index` with a `dtype=` | -
      member | pandas.DataFrame.append | 1.4 | 2.0 | use `pd.concat` | -
      member | pandas.DataFrame.iteritems | 1.5 | 2.0 | use `items()` | -
      """;

  static final String LEARN =
      """
      @https://scikit-learn.org/1.2/whats_new/v1.2.html
      function | sklearn.datasets.load_boston | 1.0 | 1.2 | use another data set, such as `fetch_california_housing` | -
      function | sklearn.metrics.{plot_confusion_matrix plot_roc_curve plot_precision_recall_curve plot_det_curve} | 1.0 | 1.2 | use the `...Display.from_estimator` of this plot | -
      member | sklearn.feature_extraction.text.{CountVectorizer TfidfVectorizer}.get_feature_names | 1.0 | 1.2 | use `get_feature_names_out` | -
      member | sklearn.preprocessing.{OneHotEncoder PolynomialFeatures}.get_feature_names | 1.0 | 1.2 | use `get_feature_names_out` | -
      value | sklearn.ensemble.{RandomForestRegressor ExtraTreesRegressor}(criterion=mse) | 1.0 | 1.2 | the value is called `"squared_error"` | 1.0 "mse" criterion="squared_error"; 'mse' criterion="squared_error"
      value | sklearn.ensemble.{RandomForestRegressor ExtraTreesRegressor}(criterion=mae) | 1.0 | 1.2 | the value is called `"absolute_error"` | 1.0 "mae" criterion="absolute_error"; 'mae' criterion="absolute_error"
      value | sklearn.ensemble.GradientBoostingRegressor(loss=ls) | 1.0 | 1.2 | the value is called `"squared_error"` | 1.0 "ls" loss="squared_error"; 'ls' loss="squared_error"
      value | sklearn.linear_model.SGDRegressor(loss=squared_loss) | 1.0 | 1.2 | the value is called `"squared_error"` | 1.0 "squared_loss" loss="squared_error"; 'squared_loss' loss="squared_error"
      @https://scikit-learn.org/1.1/whats_new/v1.1.html
      value | sklearn.ensemble.{RandomForestClassifier ExtraTreesClassifier}(max_features=auto) | 1.1 | 1.3 | the value is called `"sqrt"` | 0 "auto" max_features="sqrt"; 'auto' max_features="sqrt"
      value | sklearn.linear_model.SGDClassifier(loss=log) | 1.1 | 1.3 | the value is called `"log_loss"` | 1.1 "log" loss="log_loss"; 'log' loss="log_loss"
      value | sklearn.ensemble.GradientBoostingClassifier(loss=deviance) | 1.1 | 1.3 | the value is called `"log_loss"` | 1.1 "deviance" loss="log_loss"; 'deviance' loss="log_loss"
      @https://scikit-learn.org/1.2/whats_new/v1.2.html
      value | sklearn.linear_model.LogisticRegression(penalty=none) | 1.2 | 1.4 | give `None` | 1.2 "none" penalty=None; 'none' penalty=None
      keyword | sklearn.preprocessing.OneHotEncoder(sparse) | 1.2 | 1.4 | use `sparse_output=` | 1.2 sparse_output=
      @https://scikit-learn.org/1.4/whats_new/v1.4.html
      keyword | sklearn.metrics.mean_squared_error(squared) | 1.4 | 1.6 | use `root_mean_squared_error` | -
      keyword | sklearn.metrics.mean_squared_log_error(squared) | 1.4 | 1.6 | use `root_mean_squared_log_error` | -
      @https://scikit-learn.org/0.21/whats_new/v0.21.html
      module | sklearn.externals.joblib | 0.21 | 0.23 | use `joblib` itself | -
      module | sklearn.utils.linear_assignment_ | 0.21 | 0.23 | use `scipy.optimize.linear_sum_assignment` | -
      function | sklearn.metrics.jaccard_similarity_score | 0.21 | 0.23 | use `jaccard_score` | -
      @https://scikit-learn.org/0.20/whats_new/v0.20.html
      class | sklearn.preprocessing.Imputer | 0.20 | 0.22 | use `sklearn.impute.SimpleImputer` | -
      function | sklearn.datasets.fetch_mldata | 0.20 | 0.22 | use `fetch_openml` | -
      @https://scikit-learn.org/0.18/whats_new.html
      module | sklearn.{cross_validation grid_search learning_curve} | 0.18 | 0.20 | use `sklearn.model_selection` | -
      """;

  private RetiredScience() {}
}
