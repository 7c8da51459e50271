package dev.tensorvet.report;

import dev.tensorvet.graph.Note;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How much is understood of all models, and what kept more from being so. */
final class ModelStatisticsReporter implements ModelReporter {

  private static final int MOST_NOTES = 10;

  @Override
  public String name() {
    return "statistics";
  }

  @Override
  public void write(ModelReport report, ModelContext context, Writer out) throws IOException {
    List<Model> models = report.models();
    long traced = models.stream().filter(m -> m.coverage().isOutputKnown()).count();
    long mostly = models.stream().filter(m -> m.coverage().isMostlyKnown()).count();
    long nodes = models.stream().mapToLong(m -> m.coverage().nodes()).sum();
    long known = models.stream().mapToLong(m -> m.coverage().known()).sum();
    int contradictions = models.stream().mapToInt(m -> m.contradictions().size()).sum();
    row(out, models.size(), "models");
    row(out, traced, "traced to the end, every output known" + share(traced, models.size()));
    row(out, mostly, "with nine of ten operations known" + share(mostly, models.size()));
    row(out, nodes, "operations");
    row(out, known, "of them known" + share(known, nodes));
    row(out, contradictions, "contradictions");
    Map<String, Long> notes = notes(models);
    if (!notes.isEmpty()) {
      out.write("\nMost frequent notes:\n");
    }
    List<Map.Entry<String, Long>> most =
        notes.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(MOST_NOTES)
            .toList();
    for (Map.Entry<String, Long> note : most) {
      row(out, note.getValue(), Glyphs.printable(note.getKey()));
    }
  }

  private static Map<String, Long> notes(List<Model> models) {
    return models.stream()
        .flatMap(model -> model.graph().notes().stream())
        .collect(Collectors.groupingBy(Note::text, TreeMap::new, Collectors.counting()));
  }

  private static void row(Writer out, long count, String what) throws IOException {
    out.write(String.format("%8d  %s\n", count, what));
  }

  private static String share(long part, long all) {
    return all == 0 ? "" : " (" + Math.round(100.0 * part / all) + " %)";
  }
}
