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
      diff.append(i < 2 ? rows.get(i) + "\n" : ended(rows.get(i)));
    }
    return diff.toString();
  }

  /** A row below the two names, with a line end of its own. */
  private static String ended(String row) {
    if (row.startsWith("@@")) {
      // The library counts the lines of an empty file from 1, where `patch` wants 0.
      return row.replace("-1,0 ", "-0,0 ").replace("+1,0 ", "+0,0 ") + "\n";
    }
    return row.endsWith("\n") ? row : row + "\n\\ No newline at end of file\n";
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
