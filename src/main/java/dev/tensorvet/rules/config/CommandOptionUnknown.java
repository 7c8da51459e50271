package dev.tensorvet.rules.config;

import dev.tensorvet.facts.UnknownOption;
import dev.tensorvet.facts.UnknownOption.Use;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A script or a manual starts a program with an option that it does not have. */
final class CommandOptionUnknown implements Rule<UnknownOption> {

  private static final RuleId ID = new RuleId("command-option-unknown");

  @Override
  public Class<UnknownOption> subject() {
    return UnknownOption.class;
  }

  @Override
  public void check(UnknownOption unknown, RuleContext context) {
    Use first = unknown.uses().getFirst();
    int others = unknown.uses().size() - 1;
    context.report(
        Finding.of(
                ID,
                unknown.place(),
                "`"
                    + first.command().file().path()
                    + "` gives `"
                    + first.option()
                    + "`, which this program does not have"
                    + first.near().map(near -> ": it has `" + near + "`").orElse("")
                    + (others == 0 ? "" : " (and " + others + " more)"))
            .withRelated(
                unknown.uses().stream()
                    .map(use -> new Related(use.command(), "gives `" + use.option() + "`"))
                    .toList()));
  }
}
