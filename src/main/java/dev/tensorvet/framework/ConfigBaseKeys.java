package dev.tensorvet.framework;

import java.util.List;
import java.util.regex.Pattern;

/** How a configuration says which other files it begins with. */
public final class ConfigBaseKeys {

  /** OpenMMLab's, in Python as well as in data, and that of yacs and Detectron2. */
  public static final List<String> ALL = List.of("_base_", Yacs.BASE);

  /** A path that counts from the file that says it. */
  private static final Pattern BESIDE =
      Pattern.compile("(\\.{1,2}/)*[\\w-][\\w./-]*\\.(py|ya?ml|json)");

  private ConfigBaseKeys() {}

  /** Whether a text is a path that counts from the file that says it, and from nowhere else. */
  public static boolean isBeside(String path) {
    return BESIDE.matcher(path).matches();
  }
}
