package dev.tensorvet.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RulePagesPackTest {

  private static final String PAGE =
      """
      ---
      summary: a thing is wrong
      category: model
      level: error
      status: preview
      languages: python
      frameworks: torch
      since: 0.1.0
      fix: unsafe
      aliases: old-name, older-name
      ---

      ## Reports

      Wrong things.

      ## Why

      They are wrong: \u2260.

      ## Bad

      ```python
      ## not a heading
      ```

      ## Good

      ## Fix

      ## Limits

      ## References
      """;

  private static final RulePage PARSED = PageFormat.parse(new RuleId("a-rule"), PAGE);

  @Test
  void aPageGivesItsMetadataAndItsText() {
    assertThat(PARSED.summary()).isEqualTo("a thing is wrong");
    assertThat(PARSED.level()).isEqualTo(Level.ERROR);
    assertThat(PARSED.isDefault()).isFalse();
    assertThat(PARSED.fix()).contains(Fix.Safety.UNSAFE);
    assertThat(PARSED.aliases()).containsExactly(new RuleId("old-name"), new RuleId("older-name"));
    assertThat(PARSED.section("Why")).contains("They are wrong: \u2260.");
    assertThat(PARSED.section("Nowhere")).isEmpty();
  }

  @Test
  void unpackedPagesAreThePackedOnes() {
    RulePage other =
        PageFormat.parse(new RuleId("b-rule"), PAGE.replace("aliases: old-name, older-name\n", ""));
    RulePages pages = RulePages.of(List.of(other, PARSED));
    List<RulePage> unpacked = RulePages.unpack(pages.pack()).all();
    assertThat(unpacked)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("text")
        .containsExactly(PARSED, other);
    assertThat(unpacked).extracting(RulePage::markdown).containsOnly(PARSED.markdown());
    assertThat(RulePages.unpack(RulePages.of(List.of()).pack()).all()).isEmpty();
  }

  @Test
  void whatTheBuildWroteIntoTheClassIsWhatTheResourceHolds() throws IOException {
    try (InputStream packed = RulePages.class.getResourceAsStream(RulePages.RESOURCE)) {
      List<RulePage> pages = RulePages.unpack(packed.readAllBytes()).all();
      List<RulePage> loaded = RulePages.load().all();
      assertThat(loaded)
          .isNotEmpty()
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("text")
          .containsExactlyElementsOf(pages);
      assertThat(loaded)
          .extracting(RulePage::markdown)
          .containsExactlyElementsOf(pages.stream().map(RulePage::markdown).toList());
    }
  }

  @Test
  void aBrokenPageFailsWithItsLine() {
    assertBroken(PAGE.replace("level: error", "level: fatal"), "`level` cannot be `fatal`");
    assertBroken(PAGE.replace("since: 0.1.0\n", ""), "`since` is missing");
    assertBroken(PAGE.replace("since:", "sinse:"), "a-rule, line 8: unknown key `sinse`");
    assertBroken(PAGE.replace("## Why", "## Because"), "the headings are");
    assertBroken(PAGE.replace("fix: unsafe", "fix: unsafe\nfix: safe"), "`fix` is given twice");
    assertBroken("no front matter", "the page does not begin with `---`");
  }

  @Test
  void aRuleIsFoundByNameFormerNameCategoryAndAll() {
    RulePages pages = RulePages.of(List.of(PARSED));
    assertThat(pages.find("a-rule")).contains(PARSED);
    assertThat(pages.find("old-name")).contains(PARSED);
    assertThat(pages.select("model")).containsExactly(PARSED);
    assertThat(pages.select("ALL")).containsExactly(PARSED);
    assertThat(pages.select("nothing")).isEmpty();
    assertThat(pages.suggest("a-rul")).contains("a-rule");
    assertThat(pages.suggest("modle")).contains("model");
    assertThat(pages.suggest("something-else-entirely")).isEmpty();
  }

  @Test
  void aRuleAndItsClassHaveOneName() {
    assertThat(RuleNames.className(new RuleId("clip-before-unscale")))
        .isEqualTo("ClipBeforeUnscale");
    assertThat(RuleNames.of(RulePagesPackTest.class)).isEqualTo(new RuleId("rule-pages-pack-test"));
  }

  private static void assertBroken(String page, String message) {
    assertThatThrownBy(() -> PageFormat.parse(new RuleId("a-rule"), page))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
