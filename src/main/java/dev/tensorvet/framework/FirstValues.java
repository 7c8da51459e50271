package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/** The functions and methods that give weights their first values. */
public final class FirstValues {

  private static final String PACKAGE = TensorFunctions.FIRST_VALUES + ".";

  /** What counts the inputs and outputs of a layer by two dimensions. */
  private static final Set<String> OF_MATRICES =
      Set.of(
          "xavier_uniform_",
          "xavier_normal_",
          "kaiming_uniform_",
          "kaiming_normal_",
          "orthogonal_",
          "sparse_");

  private static final Set<String> EQUAL = Set.of("zeros_", "ones_", "constant_");

  private static final Set<String> EQUAL_BY_METHOD = Set.of("zero_", "fill_");

  private static final Set<String> BY_METHOD =
      Set.of("zero_", "fill_", "normal_", "uniform_", "copy_");

  private static final Pattern NAME =
      Pattern.compile("(?i)(?:\\w+\\.)*\\w*(?:init|xavier|kaiming)\\w*(?:weight|param)?\\w*");

  private FirstValues() {}

  public static boolean fills(String qualifiedName) {
    return qualifiedName.startsWith(PACKAGE) && qualifiedName.endsWith("_");
  }

  /** Whether a function refuses a tensor of one dimension. */
  public static boolean needsTwoDimensions(String qualifiedName) {
    return qualifiedName.startsWith(PACKAGE)
        && OF_MATRICES.contains(qualifiedName.substring(PACKAGE.length()));
  }

  /** Whether a function makes all elements the same. */
  public static boolean areEqual(String qualifiedName) {
    return qualifiedName.startsWith(PACKAGE)
        && EQUAL.contains(qualifiedName.substring(PACKAGE.length()));
  }

  /** Whether a method of a tensor makes all elements the same. */
  public static boolean areEqualByMethod(String method) {
    return EQUAL_BY_METHOD.contains(method);
  }

  public static boolean fillsByMethod(String method) {
    return BY_METHOD.contains(method);
  }

  /** Whether a function is called as if it gave first values. */
  public static boolean isNamedSo(String code) {
    return NAME.matcher(code).matches();
  }
}
