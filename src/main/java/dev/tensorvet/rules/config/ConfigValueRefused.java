package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigRefusal;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A value of a configuration comes to a parameter of a library that does not take it. */
final class ConfigValueRefused implements Rule<ConfigRefusal> {

  private static final RuleId ID = new RuleId("config-value-refused");

  @Override
  public Class<ConfigRefusal> subject() {
    return ConfigRefusal.class;
  }

  @Override
  public void check(ConfigRefusal refusal, RuleContext context) {
    context.report(
        Finding.of(ID, refusal.place(), message(refusal))
            .withCertainty(Certainty.LIKELY)
            .withRelated(new Related(refusal.read(), "the value comes here")));
  }

  private static String message(ConfigRefusal refusal) {
    String value = "`" + refusal.text() + "`";
    String taker = "`" + refusal.parameter() + "` of `" + refusal.callee() + "`";
    return switch (refusal.reason()) {
      case TOO_SMALL -> value + " is less than " + taker + " takes";
      case TOO_LARGE -> value + " is more than " + taker + " takes";
      case TEXT -> value + " is a text, and " + taker + " takes a number";
      case TRUE_TEXT -> value + " is a text, which " + taker + " takes for true";
    };
  }
}
