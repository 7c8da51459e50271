package dev.tensorvet.report;

import java.util.List;
import java.util.Optional;

/** Every format for diagnoses. */
public final class DiagnosisReporters {

  private static final List<DiagnosisReporter> ALL =
      List.of(new DiagnosisTextReporter(), new DiagnosisJsonReporter());

  private DiagnosisReporters() {}

  public static Optional<DiagnosisReporter> find(String name) {
    return ALL.stream().filter(reporter -> reporter.name().equals(name)).findFirst();
  }

  /** The names of all formats, the usual one first. */
  public static List<String> names() {
    return ALL.stream().map(DiagnosisReporter::name).toList();
  }
}
