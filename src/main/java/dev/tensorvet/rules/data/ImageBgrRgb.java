package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An image with blue first is taken for one with red first. */
final class ImageBgrRgb implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("image-bgr-rgb");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.BLUE_FIRST) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  "`cv2.imread` gives blue first, and this takes red first: the colours are swapped without `cv2.cvtColor`")
              .withRelated(
                  dataSlip.other().map(place -> new Related(place, "the image is read here"))));
    }
  }
}
