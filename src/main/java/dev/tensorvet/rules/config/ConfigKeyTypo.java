package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigGap;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A key that nobody reads is nearly one that is read and not there. */
final class ConfigKeyTypo implements Rule<ConfigGap> {

  private static final RuleId ID = new RuleId("config-key-typo");

  @Override
  public Class<ConfigGap> subject() {
    return ConfigGap.class;
  }

  @Override
  public void check(ConfigGap gap, RuleContext context) {
    if (gap.near().isPresent()) {
      Place near = gap.near().get();
      String written = context.file().text(near.span());
      context.report(
          Finding.of(
                  ID,
                  near,
                  "nothing reads `"
                      + written
                      + "`, and `"
                      + gap.read().file().path()
                      + "` reads `"
                      + gap.key()
                      + "`, which is not here")
              .withCertainty(gap.isSure() ? Certainty.PROVEN : Certainty.LIKELY)
              .withRelated(new Related(gap.read(), "it is read here"))
              .withFix(fix(gap, near, written)));
    }
  }

  private static Optional<Fix> fix(ConfigGap gap, Place near, String written) {
    boolean isBare = written.matches("[\\w-]+");
    return isBare
        ? Optional.of(
            new Fix(
                "call it `" + gap.key() + "`",
                Fix.Safety.UNSAFE,
                List.of(new TextEdit(near.span(), gap.key()))))
        : Optional.empty();
  }
}
