package dev.tensorvet.rules.config;

import dev.tensorvet.facts.PinConflict;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Two libraries are asked for in versions that do not go together. */
final class RequirementsIncompatiblePins implements Rule<PinConflict> {

  private static final RuleId ID = new RuleId("requirements-incompatible-pins");

  @Override
  public Class<PinConflict> subject() {
    return PinConflict.class;
  }

  @Override
  public void check(PinConflict conflict, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                conflict.place(),
                "with `"
                    + context.file().text(conflict.other().span())
                    + "` goes `"
                    + conflict.library()
                    + "` "
                    + conflict.wanted()
                    + (conflict.isRefused()
                        ? ": both together cannot be installed"
                        : ", for which it is built"))
            .withCertainty(conflict.isRefused() ? Certainty.PROVEN : Certainty.LIKELY)
            .withRelated(new Related(conflict.other(), "the other is asked for here")));
  }
}
