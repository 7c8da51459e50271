package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/**
 * An image is given the sizes of one with its channels first, and its pixels stay where they are.
 */
final class HwcNotTransposed implements Rule<DataSlip> {

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip slip, RuleContext context) {
    if (slip.kind() == Kind.CHANNELS_SCATTERED) {
      context.report(
          Finding.of(
                  id(),
                  slip.place(),
                  "`%s` gives the channels last, and new sizes move no pixel: transpose the image, `(2, 0, 1)`"
                      .formatted(slip.subject()))
              .withRelated(
                  slip.other().map(place -> new Related(place, "the image is read here"))));
    }
  }
}
