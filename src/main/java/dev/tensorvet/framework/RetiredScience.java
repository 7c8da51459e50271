package dev.tensorvet.framework;

/** What pandas and scikit-learn gave up, as far as programs that train networks use it. */
final class RetiredScience {

  static final String PANDAS =
      """
      @https://pandas.pydata.org/docs/whatsnew/v2.0.0.html
      class | pandas.{Int64Index UInt64Index Float64Index} | 1.4 | 2.0 | use `pd.Index` with a `dtype=` | -
      """;

  static final String LEARN =
      """
      @https://scikit-learn.org/1.2/whats_new/v1.2.html
      function | sklearn.datasets.load_boston | 1.0 | 1.2 | use another data set, such as `fetch_california_housing` | -
      function | sklearn.metrics.{plot_confusion_matrix plot_roc_curve plot_precision_recall_curve plot_det_curve} | 1.0 | 1.2 | use the `...Display.from_estimator` of this plot | -
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
