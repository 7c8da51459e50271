package dev.tensorvet.rules.training;

import dev.tensorvet.facts.MisspeltArgument;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A trainer is told something under a name that it does not have, and nearly has. */
final class TrainerArgumentMisspelt implements Rule<MisspeltArgument> {

  private static final RuleId ID = new RuleId("trainer-argument-misspelt");

  @Override
  public Class<MisspeltArgument> subject() {
    return MisspeltArgument.class;
  }

  @Override
  public void check(MisspeltArgument argument, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                argument.place(),
                "`"
                    + argument.callee()
                    + "` takes no `"
                    + argument.name()
                    + "`; did you mean `"
                    + argument.near()
                    + "`?")
            .withCertainty(argument.certainty())
            .withFix(fix(argument, context)));
  }

  /** The name that was very likely meant; what a training makes of it then, nobody has tried. */
  private static Optional<Fix> fix(MisspeltArgument argument, RuleContext context) {
    boolean isBare = context.file().text(argument.place().span()).equals(argument.name());
    return isBare
        ? Optional.of(
            new Fix(
                "call it `" + argument.near() + "`",
                Fix.Safety.UNSAFE,
                List.of(new TextEdit(argument.place().span(), argument.near()))))
        : Optional.empty();
  }
}
