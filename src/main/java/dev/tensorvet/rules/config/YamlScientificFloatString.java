package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigNumber;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.tensor.Proof;
import java.util.List;

/** A number of a configuration is a text for PyYAML, which reads it. */
final class YamlScientificFloatString implements Rule<ConfigNumber> {

  private static final RuleId ID = new RuleId("yaml-scientific-float-string");

  @Override
  public Class<ConfigNumber> subject() {
    return ConfigNumber.class;
  }

  @Override
  public void check(ConfigNumber number, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                number.place(),
                "`"
                    + number.reader()
                    + "` reads `"
                    + number.text()
                    + "` as a text and not as a number, which is needed: for PyYAML that is `"
                    + number.number()
                    + "`")
            .withCertainty(number.isOfFile() == Proof.YES ? Certainty.PROVEN : Certainty.LIKELY)
            .withRelated(new Related(number.use(), "a number is needed here"))
            .withFix(
                new Fix(
                    "write `" + number.number() + "`",
                    Fix.Safety.SAFE,
                    List.of(new TextEdit(number.place().span(), number.number())))));
  }
}
