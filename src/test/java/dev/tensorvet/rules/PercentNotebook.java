package dev.tensorvet.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Notebooks as pages show them: Python in which {@code # %% [3]} begins a cell that was the third
 * to run, and {@code # prints: text} or {@code # raises: NameError} tells what is saved below it.
 * The line that begins a cell is a part of its code, so that lines keep their numbers.
 */
final class PercentNotebook {

  private static final Pattern BEGIN = Pattern.compile("# %%(?: \\[(\\d+)])?.*");
  private static final Pattern OUTPUT = Pattern.compile("# (prints|raises): (.*)");

  private PercentNotebook() {}

  /** The files, those that are notebooks as JSON. */
  static Map<String, String> in(Map<String, String> files) {
    Map<String, String> read = new TreeMap<>(files);
    read.replaceAll(
        (path, text) -> path.endsWith(".ipynb") && !text.startsWith("{") ? json(text) : text);
    return read;
  }

  private static String json(String text) {
    List<List<String>> cells = new ArrayList<>();
    for (String line : text.stripTrailing().split("\n", -1)) {
      if (cells.isEmpty() || line.startsWith("# %%")) {
        cells.add(new ArrayList<>());
      }
      cells.getLast().add(line);
    }
    return cells.stream()
        .map(PercentNotebook::cell)
        .collect(Collectors.joining(",", "{\"cells\": [", "], \"metadata\": {}, \"nbformat\": 4}"));
  }

  private static String cell(List<String> lines) {
    Matcher begin = BEGIN.matcher(lines.getFirst());
    String count = begin.matches() && begin.group(1) != null ? begin.group(1) : "null";
    String outputs =
        lines.stream()
            .map(OUTPUT::matcher)
            .filter(Matcher::matches)
            .map(PercentNotebook::output)
            .collect(Collectors.joining(","));
    return "{\"cell_type\": \"code\", \"execution_count\": "
        + count
        + ", \"source\": "
        + quoted(String.join("\n", lines))
        + ", \"outputs\": ["
        + outputs
        + "]}";
  }

  private static String output(Matcher output) {
    return output.group(1).equals("raises")
        ? "{\"output_type\": \"error\", \"ename\": "
            + quoted(output.group(2))
            + ", \"evalue\": \"\", \"traceback\": []}"
        : "{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": ["
            + quoted(output.group(2))
            + "]}";
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + "\"";
  }
}
