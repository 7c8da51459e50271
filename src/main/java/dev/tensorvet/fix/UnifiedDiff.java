package dev.tensorvet.fix;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** A change of a file in the form that {@code patch} and {@code git apply} read. */
public final class UnifiedDiff {

  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  public static String of(FixedFile file) {
    return of(file.before().path(), file.before().text(), file.text());
  }

  /** Empty when the two texts are the same. */
  static String of(String path, String before, String after) {
    List<String> old = lines(before);
    Patch<String> patch = DiffUtils.diff(old, lines(after));
    List<String> rows =
        UnifiedDiffUtils.generateUnifiedDiff("a/" + path, "b/" + path, old, patch, CONTEXT);
    StringBuilder diff = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      String row = rows.get(i);
      diff.append(row);
      if (i < 2 || row.startsWith("@@")) {
        diff.append('\n');
      } else if (!row.endsWith("\n")) {
        diff.append("\n\\ No newline at end of file\n");
      }
    }
    return diff.toString();
  }

  /** Each with its end, of which only LF counts, as it does to {@code patch}. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start) + 1;
      if (end == 0) {
        end = text.length();
      }
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
