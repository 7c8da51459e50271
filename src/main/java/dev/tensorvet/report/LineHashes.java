package dev.tensorvet.report;

import dev.tensorvet.source.LineTable;
import java.util.HashMap;
import java.util.Map;

/**
 * The fingerprint by which GitHub knows an alert again when the lines above it change: {@code
 * primaryLocationLineHash}.
 *
 * <p>A line's hash is that of the hundred code units that begin at it, blanks and tabs left out,
 * every line end taken as one LF, a mark after the file's end and zeros after that. To it belongs
 * how often the same hash was met in the file up to this line. It must be exact: the upload
 * computes it again and tells of any difference.
 */
final class LineHashes {

  private static final int WINDOW = 100;
  private static final long BASE = 37;
  private static final char END_OF_FILE = 0xFFFF;

  private final String[] hashes;

  private LineHashes(String[] hashes) {
    this.hashes = hashes;
  }

  static LineHashes of(String text) {
    LineTable lines = LineTable.of(text);
    String[] hashes = new String[lines.count()];
    Map<Long, Integer> seen = new HashMap<>();
    for (int i = 0; i < hashes.length; i++) {
      long hash = hash(text, lines.start(i + 1));
      hashes[i] = Long.toHexString(hash) + ":" + seen.merge(hash, 1, Integer::sum);
    }
    return new LineHashes(hashes);
  }

  private static long hash(String text, int start) {
    long hash = 0;
    int taken = 0;
    for (int i = start; i < text.length() && taken < WINDOW; i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || (c == '\n' && i > start && text.charAt(i - 1) == '\r')) {
        continue;
      }
      hash = hash * BASE + (c == '\r' ? '\n' : c);
      taken++;
    }
    if (taken < WINDOW) {
      hash = hash * BASE + END_OF_FILE;
      taken++;
    }
    for (; taken < WINDOW; taken++) {
      hash *= BASE;
    }
    return hash;
  }

  /** The fingerprint of a line, from 1. */
  String line(int number) {
    return hashes[number - 1];
  }
}
