package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigTarget;
import dev.tensorvet.facts.ConfigTarget.Stray;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A configuration gives a class or function what it does not take. */
final class ConfigTargetUnknownKey implements Rule<ConfigTarget> {

  private static final RuleId ID = new RuleId("config-target-unknown-key");

  @Override
  public Class<ConfigTarget> subject() {
    return ConfigTarget.class;
  }

  @Override
  public void check(ConfigTarget target, RuleContext context) {
    for (Stray stray : target.strays()) {
      context.report(
          Finding.of(ID, stray.place(), message(target, stray))
              .withRelated(new Related(stray.definition(), "this is what it takes"))
              .withFix(fix(stray, context)));
    }
  }

  private static String message(ConfigTarget target, Stray stray) {
    return "`"
        + target.name()
        + "` takes no `"
        + stray.key()
        + "`"
        + stray.near().map(near -> "; did you mean `" + near + "`?").orElse("");
  }

  /** The name that was very likely meant: what the call makes of it then, nobody has tried. */
  private static Optional<Fix> fix(Stray stray, RuleContext context) {
    boolean isBare = context.file().text(stray.place().span()).equals(stray.key());
    return stray
        .near()
        .filter(near -> isBare)
        .map(
            near ->
                new Fix(
                    "call it `" + near + "`",
                    Fix.Safety.UNSAFE,
                    List.of(new TextEdit(stray.place().span(), near))));
  }
}
