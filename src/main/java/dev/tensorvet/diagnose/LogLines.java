package dev.tensorvet.diagnose;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a log, one after the other. Logs come with any line ends, with bars that are written
 * over, as UTF-16 from PowerShell, and with bytes that are no text; none of that stops the reading,
 * and of a line that never ends only the beginning is kept.
 */
final class LogLines {

  /** Longer lines are data. */
  private static final int LONGEST = 1 << 14;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** How much of the beginning tells the encoding. */
  private static final int HEAD = 1 << 12;

  private static final int END = -1;

  private final Reader in;
  private final char[] buffer = new char[1 << 16];
  private int start;
  private int end;
  private long number = 1;

  LogLines(InputStream log) throws IOException {
    InputStream buffered = new BufferedInputStream(log, 1 << 16);
    in = new InputStreamReader(buffered, charset(buffered));
  }

  /** By its mark, or by the zeros that stand beside each letter of ASCII. */
  private static Charset charset(InputStream in) throws IOException {
    in.mark(HEAD);
    byte[] head = in.readNBytes(HEAD);
    in.reset();
    if (head.length >= 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.length >= 2 && (head[0] & 0xFF) == 0xFE && (head[1] & 0xFF) == 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) {
      zeros[i % 2] += head[i] == 0 ? 1 : 0;
    }
    if (zeros[1] > head.length / 4 && zeros[0] < head.length / 16) {
      return StandardCharsets.UTF_16LE;
    }
    return zeros[0] > head.length / 4 && zeros[1] < head.length / 16
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_8;
  }

  /** The next line, if there is one. */
  Optional<LogLine> next() throws IOException {
    if (peek() == END) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    long of = number;
    while (peek() != END && !isLineEnd(buffer[start])) {
      int stop = start;
      while (stop < end && !isLineEnd(buffer[stop])) {
        stop++;
      }
      text.append(buffer, start, Math.min(stop - start, LONGEST - text.length()));
      start = stop;
    }
    if (peek() == '\r') {
      start++;
    }
    if (peek() == '\n') {
      start++;
      number++;
    }
    boolean isMarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return Optional.of(LogLine.of(of, isMarked ? text.substring(1) : text.toString()));
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** The next character, which stays. */
  private int peek() throws IOException {
    if (start == end) {
      start = 0;
      end = Math.max(0, in.read(buffer));
    }
    return start == end ? END : buffer[start];
  }

  /** How many lines were read. */
  long count() {
    return number - 1;
  }
}
