package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigScalar;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A value without quotes is read as something else than it looks like. */
final class YamlImplicitScalar implements Rule<ConfigScalar> {

  private static final RuleId ID = new RuleId("yaml-implicit-scalar");

  private static final String RIGHTS = "(?i).*(mode|perm|mask|chmod).*";

  @Override
  public Class<ConfigScalar> subject() {
    return ConfigScalar.class;
  }

  @Override
  public void check(ConfigScalar scalar, RuleContext context) {
    // Who gives the rights of a file means the base of eight.
    if (scalar.kind() == ConfigScalar.Kind.OCTAL && scalar.key().matches(RIGHTS)) {
      return;
    }
    context.report(
        Finding.of(
                ID,
                scalar.place(),
                "`" + scalar.text() + "` is read as `" + scalar.reading() + "`: " + why(scalar))
            .withCertainty(scalar.use().isPresent() ? Certainty.PROVEN : Certainty.LIKELY)
            .withRelated(scalar.use().map(use -> new Related(use, "a text is expected here")))
            .withFix(fix(scalar)));
  }

  /** A word is meant as one; of a number, nobody knows whether it is. */
  private static Optional<Fix> fix(ConfigScalar scalar) {
    return scalar.kind() == ConfigScalar.Kind.WORD
        ? Optional.of(
            new Fix(
                "write it in quotes",
                Fix.Safety.SAFE,
                List.of(new TextEdit(scalar.place().span(), "\"" + scalar.text() + "\""))))
        : Optional.empty();
  }

  private static String why(ConfigScalar scalar) {
    return switch (scalar.kind()) {
      case WORD -> "YAML takes the word for a truth value";
      case OCTAL -> "with a nought before it, YAML takes a number to the base of eight";
      case TIME -> "YAML takes numbers with a colon between them to the base of sixty";
    };
  }
}
