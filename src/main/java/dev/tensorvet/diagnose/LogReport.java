package dev.tensorvet.diagnose;

import java.util.List;

/**
 * What a log tells.
 *
 * @param diagnoses errors in the order of the log, then warnings
 * @param unlisted how many more there were than are kept
 * @param lines how many lines were read
 */
public record LogReport(List<Diagnosis> diagnoses, long unlisted, long lines) {

  public LogReport {
    diagnoses = List.copyOf(diagnoses);
  }
}
