package dev.tensorvet.rules.training;

import dev.tensorvet.facts.UncastModel;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A model computes in front of the autocast that its loss is computed under. */
final class AmpAutocastWrapsOnlyLoss implements Rule<UncastModel> {

  private static final RuleId ID = new RuleId("amp-autocast-wraps-only-loss");

  @Override
  public Class<UncastModel> subject() {
    return UncastModel.class;
  }

  @Override
  public void check(UncastModel uncast, RuleContext context) {
    SiteFinding.at(
            ID,
            uncast.file(),
            uncast.forward(),
            "`"
                + uncast.model()
                + "` computes in single precision: autocast stands around the loss alone, which"
                + " saves nothing",
            "it computes here")
        .map(finding -> finding.withRelated(new Related(uncast.loss(), "the loss under autocast")))
        .ifPresent(context::report);
  }
}
