package dev.tensorvet.rules.training;

import dev.tensorvet.facts.Anatomy;
import dev.tensorvet.facts.TrainingProgram;
import dev.tensorvet.facts.TrainingProgram.Network;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Layers.Family;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;
import java.util.Optional;

/** A network whose gradients can explode is trained without a bound on them. */
final class MissingGradientClipping implements Rule<TrainingProgram> {

  private static final RuleId ID = new RuleId("missing-gradient-clipping");

  @Override
  public Class<TrainingProgram> subject() {
    return TrainingProgram.class;
  }

  /** A network of more layers than this, and none that normalises, is deep. */
  private static final int DEEP = 20;

  @Override
  public void check(TrainingProgram program, RuleContext context) {
    if (program.clips() != Proof.NO) {
      return;
    }
    for (Network network : program.networks()) {
      Optional<String> what =
          network.isFromScratch() ? explodes(network.anatomy()) : Optional.empty();
      if (what.isPresent() && program.place().isPresent()) {
        context.report(
            Finding.of(
                    ID,
                    program.place().get(),
                    "the gradients of `"
                        + network.name()
                        + "`, "
                        + what.get()
                        + ", are never clipped: one bad batch can undo the training")
                .withLevelAtMost(
                    isKnownToExplode(network.anatomy()) ? Level.WARNING : Level.ADVICE));
        return;
      }
    }
  }

  /** What kind of network it is, if of one whose gradients can grow without bound. */
  private static Optional<String> explodes(Anatomy anatomy) {
    if (anatomy.has(Family.RECURRENT)) {
      return Optional.of("a recurrent network");
    }
    if (anatomy.has(Family.ATTENTION)) {
      return Optional.of("a transformer");
    }
    boolean isDeep = anatomy.weighted() > DEEP && !anatomy.has(Family.NORMALISATION);
    return isDeep ? Optional.of("a deep network without normalisation") : Optional.empty();
  }

  private static boolean isKnownToExplode(Anatomy anatomy) {
    return anatomy.has(Family.RECURRENT) || anatomy.has(Family.ATTENTION);
  }
}
