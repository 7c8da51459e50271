package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Images are trained on as they come. */
final class KerasInputNotScaled implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-input-not-scaled");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NOT_SCALED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` holds numbers up to 255, as loaded, and no layer scales them: divide by 255")
              .withRelated(
                  slip.other().map(place -> new Related(place, "the images are loaded here"))));
    }
  }
}
