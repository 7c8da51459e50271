package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A key of random numbers is used again. */
final class JaxPrngKeyReuse implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("jax-prng-key-reuse");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.KEY_USED_TWICE
        || slip.kind() == Kind.KEY_SPLIT_TWICE
        || slip.kind() == Kind.KEY_USED_EACH_TURN) {
      context.report(
          Finding.of(ID, slip.place(), message(slip))
              .withRelated(
                  slip.other().map(place -> new Related(place, "the key is used up here"))));
    }
  }

  private static String message(JaxSlip slip) {
    String key = "`" + slip.subject() + "`";
    return switch (slip.kind()) {
      case KEY_SPLIT_TWICE ->
          key + " is split a second time, which gives the same keys again: split what came of it";
      case KEY_USED_EACH_TURN ->
          "each turn draws by the same " + key + ", and so the same numbers: split it in the loop";
      default -> key + " is used up already, and the two draw related numbers: split it first";
    };
  }
}
