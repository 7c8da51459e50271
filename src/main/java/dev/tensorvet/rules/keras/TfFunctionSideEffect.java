package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A compiled function does what only its first run does. */
final class TfFunctionSideEffect implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("tf-function-side-effect");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.PRINTS_TENSOR
        || slip.kind() == Kind.CHANGES_OUTSIDE
        || slip.kind() == Kind.READS_ONCE
        || slip.kind() == Kind.MAKES_VARIABLE) {
      context.report(Finding.of(ID, slip.place(), message(slip)));
    }
  }

  private static String message(KerasSlip slip) {
    String subject = "`" + slip.subject() + "`";
    return switch (slip.kind()) {
      case PRINTS_TENSOR ->
          "a compiled function prints " + subject + " once, before it has a value: use `tf.print`";
      case CHANGES_OUTSIDE -> "a compiled function changes " + subject + " once, and never again";
      case MAKES_VARIABLE ->
          subject + " is compiled, and may make variables in its first run alone: make it outside";
      default -> subject + " is asked once, when the function is compiled, and never again";
    };
  }
}
