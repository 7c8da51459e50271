package dev.tensorvet.rules.training;

import dev.tensorvet.facts.ResumedTraining;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Training goes on from a checkpoint, and the optimizer begins anew. */
final class OptimizerStateNotRestored implements Rule<ResumedTraining> {

  @Override
  public Class<ResumedTraining> subject() {
    return ResumedTraining.class;
  }

  @Override
  public void check(ResumedTraining training, RuleContext context) {
    String what =
        training.savedAt().isPresent()
            ? "training goes on at the epoch of this checkpoint, and the state of the optimizer that was saved with it is not restored"
            : "training goes on at the epoch of this checkpoint, and its optimizer begins anew: nothing here saves its state";
    context.report(
        Finding.of(id(), training.place(), what)
            .withCertainty(Certainty.LIKELY)
            .withRelated(new Related(training.epoch(), "the epoch is restored here"))
            .withRelated(new Related(training.optimizer(), "the optimizer is made here"))
            .withRelated(
                training.savedAt().map(place -> new Related(place, "its state is saved here"))));
  }
}
