package dev.tensorvet.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleNames;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.verify.Checklist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds for the set of rules, whatever each of them does. */
final class CatalogueTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/tensorvet");
  private static final Pattern LIBRARY =
      Pattern.compile(
          "\"(torch|torchvision|lightning|pytorch_lightning|accelerate|deepspeed|transformers|ignite"
              + "|fastai|keras|tensorflow|jax|numpy|mmengine|apex|higher|learn2learn"
              + "|ai\\.djl|org\\.deeplearning4j|org\\.nd4j)\\.");

  private final List<RulePage> pages = RulePages.load().all();
  private final List<Rule<?>> rules = Findings.rules();

  @Test
  void everyRuleHasOnePageAndEveryPageOneRule() {
    List<RuleId> named =
        Stream.concat(
                rules.stream().map(Rule::id),
                // What runs of models find, and no look at the code.
                Checklist.RULES.stream())
            .sorted()
            .toList();
    assertThat(named).doesNotHaveDuplicates();
    assertThat(named).isEqualTo(pages.stream().map(RulePage::id).toList());
  }

  @Test
  void aRuleLivesInThePackageOfItsCategoryUnderItsName() {
    for (Rule<?> rule : rules) {
      RulePage page = RulePages.load().find(rule.id().name()).orElseThrow();
      assertThat(rule.getClass().getName())
          .isEqualTo(
              "dev.tensorvet.rules." + page.category() + "." + RuleNames.className(rule.id()));
    }
  }

  @Test
  void everyRuleClassIsListed() throws IOException {
    Set<String> written = new TreeSet<>();
    for (Path file : sources(SOURCES.resolve("rules"))) {
      Matcher declared =
          Pattern.compile("class (\\w+) implements Rule<").matcher(Files.readString(file));
      while (declared.find()) {
        written.add(declared.group(1));
      }
    }
    assertThat(rules.stream().map(rule -> rule.getClass().getSimpleName()))
        .containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void aNameMeansOneRule() {
    Set<RuleId> names = new HashSet<>();
    for (RulePage page : pages) {
      assertThat(names.add(page.id())).as(page.id().name()).isTrue();
      page.aliases().forEach(alias -> assertThat(names.add(alias)).as(alias.name()).isTrue());
    }
    Set<String> categories = new HashSet<>(RulePages.load().categories());
    assertThat(names).noneMatch(name -> categories.contains(name.name()));
  }

  @Test
  void aSummaryIsAPlainSentenceInLowerCase() {
    for (RulePage page : pages) {
      assertPlain(page.summary());
    }
  }

  @Test
  void everyPageShowsWhatItFindsAndWhereItIsSilent() {
    for (RulePage page : pages) {
      List<String> sections = PageProject.of(page).stream().map(PageProject::section).toList();
      assertThat(sections).as(page.id().name()).contains("Bad", "Good");
      boolean showsFix = PageProject.of(page).stream().anyMatch(p -> !p.fixed().isEmpty());
      assertThat(showsFix).as(page.id() + " shows its fix").isEqualTo(page.fix().isPresent());
      assertThat(page.section("Fix").isPresent() || !showsFix).as(page.id().name()).isTrue();
    }
  }

  @Test
  void noBlockWithATitleStandsWhereNothingTestsIt() {
    for (RulePage page : pages) {
      assertThat(PageProject.of(page))
          .as(page.id().name())
          .filteredOn(project -> !project.name().startsWith("block "))
          .extracting(PageProject::section)
          .isSubsetOf("Bad", "Good", "Limits");
    }
  }

  @Test
  void messagesArePlainSentencesInLowerCase() {
    for (RulePage page : pages) {
      for (PageProject project : PageProject.of(page)) {
        if (project.section().equals("Bad")) {
          Findings.in(project.files()).all().forEach(finding -> assertPlain(finding.message()));
        }
      }
    }
  }

  @Test
  void aLibraryIsNamedInFrameworkAlone() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources(SOURCES)) {
      // What verify writes is TorchScript, whose operations are called so; it reads no code.
      if (!file.startsWith(SOURCES.resolve("framework"))
          && !file.startsWith(SOURCES.resolve("verify"))) {
        Matcher name = LIBRARY.matcher(Files.readString(file));
        while (name.find()) {
          found.add(file + ": " + name.group());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static void assertPlain(String sentence) {
    assertThat(sentence).doesNotEndWith(".").doesNotContain("\n");
    char first = sentence.charAt(0);
    assertThat(first == '`' || Character.isLowerCase(first) || Character.isDigit(first))
        .as(sentence)
        .isTrue();
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
