package dev.tensorvet.rules.config;

import dev.tensorvet.facts.JsonExtension;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A file of JSON has a comment or a comma too many for what reads it. */
final class ConfigJsonRefused implements Rule<JsonExtension> {

  private static final RuleId ID = new RuleId("config-json-refused");

  @Override
  public Class<JsonExtension> subject() {
    return JsonExtension.class;
  }

  @Override
  public void check(JsonExtension extension, RuleContext context) {
    Finding finding =
        Finding.of(
                ID,
                extension.place(),
                "`" + extension.reader() + "` reads this file and refuses " + what(extension))
            .withRelated(new Related(extension.use(), "it is read here"));
    context.report(
        switch (extension.kind()) {
          case COMMENT -> finding;
          case TRAILING_COMMA ->
              finding.withFix(
                  new Fix(
                      "remove the comma",
                      Fix.Safety.SAFE,
                      List.of(new TextEdit(extension.place().span(), ""))));
        });
  }

  private static String what(JsonExtension extension) {
    return switch (extension.kind()) {
      case COMMENT -> "a comment: JSON has none";
      case TRAILING_COMMA -> "a comma behind the last element";
    };
  }
}
