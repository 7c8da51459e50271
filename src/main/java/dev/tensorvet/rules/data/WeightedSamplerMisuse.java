package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A sampler is given the weights of classes for those of samples. */
final class WeightedSamplerMisuse implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("weighted-sampler-misuse");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.WEIGHTS_OF_CLASSES) {
      context.report(
          Finding.of(
              ID,
              dataSlip.place(),
              "the sampler wants one weight for each sample, in their order, and `"
                  + dataSlip.subject()
                  + "` says that it has one for each class: only the first samples are ever drawn"));
    }
  }
}
