package dev.tensorvet.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The README's table of rules is what the pages say; {@code -Dtensorvet.bless=true} rewrites it.
 */
final class RuleTableTest {

  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- rules: written by RuleTableTest -->\n";
  private static final String END = "<!-- end of rules -->";

  @Test
  void theReadmeListsEveryRule() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    assertThat(end).as("the README holds the marks of the table").isGreaterThanOrEqualTo(begin);
    if (Boolean.getBoolean("tensorvet.bless")) {
      Files.writeString(README, readme.substring(0, begin) + table() + readme.substring(end));
    } else {
      assertThat(readme.substring(begin, end)).isEqualTo(table());
    }
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| rule | level | fix | |\n| --- | --- | --- | --- |\n");
    RulePages.load().all().stream()
        .sorted(Comparator.comparing(RulePage::category).thenComparing(RulePage::id))
        .forEach(page -> table.append(row(page)));
    return table.toString();
  }

  private static String row(RulePage page) {
    return String.format(
        Locale.ROOT,
        "| [%s](rules/%s/%s.md) | %s | %s | %s |\n",
        page.id(),
        page.category(),
        page.id(),
        page.isDefault() ? page.level().label() : "off",
        page.fix().map(Fix.Safety::name).orElse("").toLowerCase(Locale.ROOT),
        page.summary());
  }
}
