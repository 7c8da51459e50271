package dev.tensorvet.rules.training;

import dev.tensorvet.facts.StrayClip;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** Gradients of one model are clipped, and the optimizer of another steps. */
final class ClipWrongParameters implements Rule<StrayClip> {

  private static final RuleId ID = new RuleId("clip-wrong-parameters");

  @Override
  public Class<StrayClip> subject() {
    return StrayClip.class;
  }

  @Override
  public void check(StrayClip stray, RuleContext context) {
    SiteFinding.at(
            ID,
            stray.file(),
            stray.clip(),
            "this clips gradients that `"
                + stray.optimizer()
                + ".step()` does not use: its optimizer holds the parameters of another model,"
                + " whose gradients are not clipped",
            "gradients are clipped here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(new Related(stray.step().place(), "the step"))
                    .withRelated(new Related(stray.optimizerAt(), "its optimizer is made here")))
        .ifPresent(context::report);
  }
}
