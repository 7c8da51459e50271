package dev.tensorvet.report;

import dev.tensorvet.finding.Problem;
import java.util.List;

/**
 * The models of a run.
 *
 * @param models in the order of their files and their places in them
 * @param problems what kept files from being read or models from being followed
 */
public record ModelReport(List<Model> models, List<Problem> problems) {

  public ModelReport {
    models = List.copyOf(models);
    problems = List.copyOf(problems);
  }
}
