package dev.tensorvet.source;

import java.util.Arrays;

/**
 * Where the lines of a text begin. A line ends with LF, CR LF or a CR alone, as Python and the
 * editors that people use count them; a form feed does not end a line.
 */
public final class LineTable {

  private final int[] starts;
  private final int length;

  private LineTable(int[] starts, int length) {
    this.starts = starts;
    this.length = length;
  }

  public static LineTable of(String text) {
    int[] starts = new int[Math.max(16, text.length() / 24)];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return new LineTable(Arrays.copyOf(starts, count), text.length());
  }

  /** How many lines there are; a text that ends with a line end has an empty last line. */
  public int count() {
    return starts.length;
  }

  /** The line of an offset, from 1. An offset beyond the text belongs to the last line. */
  public int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  public Location locate(int offset) {
    int line = line(offset);
    return new Location(line, offset - starts[line - 1] + 1);
  }

  /** Offset of the first code unit of a line, counted from 1. */
  public int start(int line) {
    return starts[line - 1];
  }

  /** Offset after the last code unit of a line, its line end included. */
  public int end(int line) {
    return line < starts.length ? starts[line] : length;
  }
}
