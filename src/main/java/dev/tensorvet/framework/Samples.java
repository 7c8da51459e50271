package dev.tensorvet.framework;

import java.util.Set;

/** What functions do to all samples at once, and to a single one. */
public final class Samples {

  /** What learns from samples how to change them. */
  private static final Set<String> LEARNERS =
      Set.of(
          "StandardScaler",
          "MinMaxScaler",
          "MaxAbsScaler",
          "RobustScaler",
          "PowerTransformer",
          "QuantileTransformer",
          "PCA",
          "TruncatedSVD",
          "SimpleImputer",
          "KNNImputer",
          "IterativeImputer",
          "SelectKBest",
          "SelectPercentile",
          "SelectFromModel",
          "TfidfVectorizer");

  private static final Set<String> OVERSAMPLERS =
      Set.of("SMOTE", "ADASYN", "RandomOverSampler", "BorderlineSMOTE", "SVMSMOTE");

  private Samples() {}

  private static String last(String qualifiedName) {
    return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
  }

  /** Whether a text may put samples aside. */
  public static boolean maySplit(String code) {
    return code.contains("train_test_split");
  }

  /** Whether a function puts a part of its arguments aside, each array by itself. */
  public static boolean splits(String qualifiedName) {
    return qualifiedName.equals("sklearn.model_selection.train_test_split");
  }

  /** Whether a class learns from samples how to change them. */
  public static boolean learns(String qualifiedName) {
    return (qualifiedName.startsWith("sklearn.") && LEARNERS.contains(last(qualifiedName)))
        || (qualifiedName.startsWith("imblearn.") && OVERSAMPLERS.contains(last(qualifiedName)));
  }

  /** Whether a method learns from samples and gives them back changed. */
  public static boolean learnsAndChanges(String method) {
    return method.equals("fit_transform") || method.equals("fit_resample");
  }

  /** Whether a text may read an image with blue first. */
  public static boolean mayReadBlueFirst(String code) {
    return code.contains("imread");
  }

  /** Whether a function reads an image with blue first. */
  public static boolean readsBlueFirst(String qualifiedName) {
    return qualifiedName.equals("cv2.imread");
  }

  /** Whether a function takes an array for an image with red first. */
  public static boolean takesRedFirst(String qualifiedName) {
    return qualifiedName.equals("PIL.Image.fromarray");
  }

  /** Whether a function gives a tensor another size. */
  public static boolean resizes(String qualifiedName) {
    return qualifiedName.equals("torch.nn.functional.interpolate");
  }

  /** Of a function that gives another size: how it fills it. */
  public static final Parameter FILLING = new Parameter(3, "mode");

  /** Whether a way to fill another size mixes the numbers of neighbours. */
  public static boolean blends(String mode) {
    return mode.endsWith("linear") || mode.equals("bicubic") || mode.equals("area");
  }

  /** Whether a method makes integers of numbers, cutting them off. */
  public static boolean cutsOff(String method) {
    return method.equals("long") || method.equals("int");
  }

  /** Whether a method reads the numbers of a tensor. */
  public static boolean reads(String method) {
    return method.equals("numpy") || method.equals("item") || method.equals("tolist");
  }
}
