package dev.tensorvet.verify;

import dev.tensorvet.graph.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of each line of a script which line of the project it stands for. */
final class SourceMap {

  /**
   * @param offset where the line begins, in bytes of the script
   * @param text the number of the source text
   * @param file the number of the file's name
   * @param line the line in the file, from 1
   * @param length the bytes of the source text
   */
  record Entry(int offset, int text, int file, int line, int length) {}

  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  SourceMap() {
    // What comes before the first mapped line comes from nowhere.
    mark(0, Optional.empty());
  }

  /** What begins at an offset comes from a place, or from nowhere. */
  void mark(int offset, Optional<Frame> place) {
    if (place.isEmpty()) {
      entries.add(new Entry(offset, number(""), number(""), 0, 0));
      return;
    }
    Frame frame = place.get();
    int line = frame.file().locate(frame.span().start()).line();
    String text = line(frame);
    entries.add(
        new Entry(
            offset,
            // With a range that is all of its text, libtorch would show the text alone.
            number(text + "\n"),
            number(frame.file().path()),
            line,
            text.getBytes(StandardCharsets.UTF_8).length));
  }

  private static String line(Frame frame) {
    String all = frame.file().text();
    int start = all.lastIndexOf('\n', frame.span().start() - 1) + 1;
    int end = all.indexOf('\n', start);
    return all.substring(start, end < 0 ? all.length() : end).stripTrailing();
  }

  private int number(String text) {
    return texts.computeIfAbsent(text, t -> texts.size());
  }

  byte[] pickled() {
    return Pickle.ofPlaces(List.copyOf(texts.keySet()), entries);
  }
}
