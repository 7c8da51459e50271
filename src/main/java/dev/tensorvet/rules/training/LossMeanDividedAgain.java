package dev.tensorvet.rules.training;

import dev.tensorvet.facts.LossSlip;
import dev.tensorvet.facts.LossSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A mean over the samples of a batch is divided by their number. */
final class LossMeanDividedAgain implements Rule<LossSlip> {

  private static final RuleId ID = new RuleId("loss-mean-divided-again");

  @Override
  public Class<LossSlip> subject() {
    return LossSlip.class;
  }

  @Override
  public void check(LossSlip slip, RuleContext context) {
    if (slip.kind() == Kind.DIVIDED_AGAIN) {
      context.report(Finding.of(ID, slip.place(), "`" + slip.subject() + "` is a mean over the batch already: divided by its size again, the gradients are as many times too small").withRelated(slip.other().map(place -> new Related(place, "the mean is taken here"))).withFix(slip.repair().map(edit -> new Fix("leave the mean as it is", Fix.Safety.UNSAFE, List.of(edit)))));
    }
  }
}
