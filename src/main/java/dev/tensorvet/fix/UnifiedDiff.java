package dev.tensorvet.fix;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.Arrays;
import java.util.List;

/** The difference of two texts in the form that {@code patch} and {@code git apply} read. */
public final class UnifiedDiff {

  private UnifiedDiff() {}

  public static String between(String path, String before, String after) {
    List<String> old = lines(before);
    List<String> changed =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + path, "b/" + path, old, DiffUtils.diff(old, lines(after)), 3);
    return changed.isEmpty() ? "" : String.join("\n", changed) + "\n";
  }

  private static List<String> lines(String text) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    return text.endsWith("\n") ? lines.subList(0, lines.size() - 1) : lines;
  }
}
