package dev.tensorvet.rules.model;

import dev.tensorvet.facts.Anatomy;
import dev.tensorvet.facts.Site;
import dev.tensorvet.facts.TrainingProgram;
import dev.tensorvet.facts.TrainingProgram.Network;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Layers.Family;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;
import java.util.Optional;

/** A network that cares for its first weights starts with the default ones. */
final class MissingExplicitInit implements Rule<TrainingProgram> {

  private static final RuleId ID = new RuleId("missing-explicit-init");

  @Override
  public Class<TrainingProgram> subject() {
    return TrainingProgram.class;
  }

  /** A network with more layers than this, and none that normalises, cares. */
  private static final int MANY = 10;

  @Override
  public void check(TrainingProgram program, RuleContext context) {
    if (program.initialises() != Proof.NO) {
      return;
    }
    for (Network network : program.networks()) {
      Optional<Place> made =
          network.made().map(Site::place).filter(p -> p.file() == program.file());
      if (made.isPresent() && network.isFromScratch() && cares(network.anatomy())) {
        context.report(
            Finding.of(
                ID,
                made.get(),
                "`"
                    + network.name()
                    + "` is trained from the default first weights, which are not made for "
                    + (network.anatomy().has(Family.RECURRENT)
                        ? "recurrent networks"
                        : "deep networks without normalisation")));
      }
    }
  }

  private static boolean cares(Anatomy anatomy) {
    boolean isDeep = anatomy.weighted() > MANY && !anatomy.has(Family.NORMALISATION);
    return !anatomy.isInitialised() && (anatomy.has(Family.RECURRENT) || isDeep);
  }
}
