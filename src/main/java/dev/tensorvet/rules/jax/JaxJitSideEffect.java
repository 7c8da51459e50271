package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A compiled function does what only its first run does. */
final class JaxJitSideEffect implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("jax-jit-side-effect");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.PRINTS_TRACER
        || slip.kind() == Kind.CHANGES_OUTSIDE
        || slip.kind() == Kind.READS_ONCE) {
      context.report(Finding.of(ID, slip.place(), message(slip)));
    }
  }

  private static String message(JaxSlip slip) {
    String subject = "`" + slip.subject() + "`";
    return switch (slip.kind()) {
      case PRINTS_TRACER ->
          "a compiled function prints "
              + subject
              + " once, before it has a value: use `jax.debug.print`";
      case CHANGES_OUTSIDE ->
          "a compiled function changes " + subject + " once, to a value that is none: return it";
      default ->
          subject + " is asked once, when the function is compiled, and never again: pass it in";
    };
  }
}
