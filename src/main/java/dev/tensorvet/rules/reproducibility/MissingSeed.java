package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.facts.TrainingProgram;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** A program trains with random numbers that differ from run to run. */
final class MissingSeed implements Rule<TrainingProgram> {

  private static final RuleId ID = new RuleId("missing-seed");

  @Override
  public Class<TrainingProgram> subject() {
    return TrainingProgram.class;
  }

  @Override
  public void check(TrainingProgram program, RuleContext context) {
    if (!program.isScript() || program.seeds() != Proof.NO || isNotebook(program)) {
      return;
    }
    program.networks().stream()
        .flatMap(network -> network.made().stream())
        .findFirst()
        .orElse(program.step())
        .in(program.file())
        .ifPresent(
            place ->
                context.report(
                    Finding.of(
                        ID,
                        place,
                        "nothing here seeds the random numbers: no two runs of this training give"
                            + " the same model")));
  }

  /** What is tried out in cells is no experiment to be repeated. */
  private static boolean isNotebook(TrainingProgram program) {
    return program.file().path().endsWith(".ipynb");
  }
}
