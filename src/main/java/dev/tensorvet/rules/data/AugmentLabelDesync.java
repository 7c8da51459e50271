package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An image and its mask are changed at random apart from each other. */
final class AugmentLabelDesync implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("augment-label-desync");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.CHANGED_APART) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  "`"
                      + dataSlip.subject()
                      + "` draws anew for the mask: it is flipped and cut otherwise than its image")
              .withRelated(
                  dataSlip.other().map(place -> new Related(place, "the image is changed here"))));
    }
  }
}
