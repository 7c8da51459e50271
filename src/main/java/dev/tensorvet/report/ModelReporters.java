package dev.tensorvet.report;

import dev.tensorvet.finding.Problem;
import java.util.List;
import java.util.Optional;

/** Every format for models. */
public final class ModelReporters {

  private static final List<ModelReporter> ALL =
      List.of(new ModelTextReporter(), new ModelJsonReporter(), new ModelDotReporter());

  private ModelReporters() {}

  /** What {@code --statistics} shows in place of the models. */
  public static ModelReporter statistics() {
    return new ModelStatisticsReporter();
  }

  public static Optional<ModelReporter> find(String name) {
    return ALL.stream().filter(reporter -> reporter.name().equals(name)).findFirst();
  }

  /** The names of all formats, the usual one first. */
  public static List<String> names() {
    return ALL.stream().map(ModelReporter::name).toList();
  }

  /** A problem on a line of its own, as it is told beside the models. */
  public static String line(Problem problem) {
    return ConciseReporter.line(problem);
  }
}
