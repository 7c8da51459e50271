package dev.tensorvet.rules.config;

import dev.tensorvet.facts.HydraOverride;
import dev.tensorvet.facts.HydraOverride.Use;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Code or a command sets what no file of a configuration of Hydra has. */
final class HydraOverrideUnknown implements Rule<HydraOverride> {

  private static final RuleId ID = new RuleId("hydra-override-unknown");

  @Override
  public Class<HydraOverride> subject() {
    return HydraOverride.class;
  }

  @Override
  public void check(HydraOverride override, RuleContext context) {
    Use first = override.uses().getFirst();
    int others = override.uses().size() - 1;
    context.report(
        Finding.of(
                ID,
                override.place(),
                first.command().map(each -> "`" + each.file().path() + "`: ").orElse("")
                    + why(first, override.config())
                    + (others == 0 ? "" : " (and " + others + " more)"))
            .withRelated(
                override.uses().stream()
                    .flatMap(use -> use.command().map(at -> related(use, at)).stream())
                    .toList()));
  }

  private static String why(Use use, String config) {
    return use.option().isEmpty()
        ? "`"
            + config
            + "` and the files that it leads to have no `"
            + use.key()
            + "`: with `+` before it, it is added"
        : "the group `" + use.key() + "` has no `" + use.option() + "`";
  }

  private static Related related(Use use, Place command) {
    return new Related(command, "sets `" + use.key() + "`");
  }
}
