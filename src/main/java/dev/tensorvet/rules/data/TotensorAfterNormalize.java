package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A transform of tensors comes before the one that makes a tensor. */
final class TotensorAfterNormalize implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("totensor-after-normalize");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.TENSOR_TOO_LATE) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  "`"
                      + dataSlip.subject()
                      + "` takes a tensor, and the tensor is made behind it: on an image it raises a `TypeError`")
              .withRelated(
                  dataSlip.other().map(place -> new Related(place, "the tensor is made here"))));
    }
  }
}
