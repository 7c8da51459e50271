package dev.tensorvet.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every rule's page is its test. A block under Bad or Limits gives exactly the findings, of all
 * rules, that its comments mark; a block under Good gives nothing of the rule itself; a block
 * marked {@code fixed} is what the fixes make of the one above it. What only a run of a model finds
 * is held by {@link VerifyPagesTest}.
 */
final class RulePagesTest {

  private static final Path CASES = Path.of("testdata", "rules");

  private static final Path GUIDE = Path.of("testdata", "guide");

  @TestFactory
  Stream<DynamicNode> pages() {
    return RulePages.load().all().stream()
        .filter(page -> !page.category().equals(VerifyPagesTest.CATEGORY))
        .map(RulePagesTest::page);
  }

  /**
   * Programs that are too slow or need too much memory, for many reasons at once: each is named,
   * and nothing else.
   */
  @TestFactory
  Stream<DynamicNode> guide() {
    return projects(GUIDE).entrySet().stream()
        .map(program -> named(program.getKey(), () -> checkMarks(program.getValue())));
  }

  private static DynamicNode page(RulePage page) {
    List<DynamicNode> tests = new ArrayList<>();
    for (PageProject project : PageProject.of(page)) {
      if (!Revealed.expected(project.files()).isEmpty()) {
        tests.add(test(page.id(), project, "revealed", () -> checkRevealed(project.files())));
      }
      switch (project.section()) {
        case "Bad" -> {
          tests.add(test(page.id(), project, () -> checkBad(page.id(), project)));
          if (!project.fixed().isEmpty()) {
            tests.add(test(page.id(), project, "fixed", () -> checkFixed(page.id(), project)));
          }
        }
        case "Good" -> tests.add(test(page.id(), project, () -> checkGood(page.id(), project)));
        case "Limits" -> tests.add(test(page.id(), project, () -> checkMarks(project.files())));
        default -> {}
      }
    }
    projects(CASES.resolve(page.id().name()))
        .forEach((name, files) -> tests.add(named(name, () -> checkMarks(files))));
    return DynamicContainer.dynamicContainer(page.id().name(), tests);
  }

  private static DynamicNode test(RuleId rule, PageProject project, Check check) {
    return test(rule, project, "as marked", check);
  }

  private static DynamicNode test(RuleId rule, PageProject project, String what, Check check) {
    return named(rule + ": " + project.section() + ": " + project.name() + ": " + what, check);
  }

  /** Not every report of tests shows the names of dynamic ones, so a failure says its own. */
  private static DynamicNode named(String name, Check check) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          try {
            check.run();
          } catch (AssertionError failure) {
            throw new AssertionError(name + ": " + failure.getMessage(), failure);
          }
        });
  }

  private static void checkBad(RuleId rule, PageProject project) {
    assertThat(expectations(project.files()))
        .as("a bad block marks what is found in it")
        .anyMatch(e -> e.rule().equals(rule.name()));
    checkMarks(project.files());
  }

  private static void checkGood(RuleId rule, PageProject project) {
    Findings findings = Findings.in(read(project.files()));
    assertThat(findings.problems()).isEmpty();
    assertThat(findings.of(rule)).isEmpty();
  }

  private static void checkRevealed(Map<String, String> files) {
    assertThat(Revealed.found(read(files))).isEqualTo(Revealed.expected(files));
  }

  /** Each finding is marked, advice of rules without any mark aside, and each mark is met. */
  private static void checkMarks(Map<String, String> files) {
    Findings findings = Findings.in(read(files));
    List<Expectation> expected = expectations(files);
    assertThat(findings.problems()).isEmpty();
    Set<String> marked = expected.stream().map(Expectation::rule).collect(Collectors.toSet());
    assertThat(findings.marks(marked))
        .containsExactlyInAnyOrderElementsOf(
            expected.stream()
                .filter(e -> e.kind() != Expectation.Kind.MISSED)
                .map(e -> new Findings.Mark(e.file(), e.line(), e.rule()))
                .toList());
    for (Expectation one : expected) {
      if (one.kind() != Expectation.Kind.MISSED) {
        assertThat(findings.messages(one.file(), one.line(), one.rule()))
            .as("messages of which one contains `%s`", one.message())
            .anyMatch(message -> message.contains(one.message()));
      }
    }
  }

  private static void checkFixed(RuleId rule, PageProject project) {
    Map<String, String> fixed = new TreeMap<>(Findings.in(read(project.files())).fixed(rule));
    project
        .fixed()
        .forEach((file, text) -> assertThat(fixed.getOrDefault(file, "")).isEqualTo(text));
    Findings again = Findings.in(fixed);
    assertThat(again.problems()).isEmpty();
    assertThat(again.of(rule)).isEmpty();
    assertThat(again.fixed(rule)).isEqualTo(fixed);
  }

  /** The files as the rules see them: what a comment expects must not tell them anything. */
  private static Map<String, String> read(Map<String, String> files) {
    Map<String, String> read = new TreeMap<>(files);
    read.replaceAll((file, text) -> Expectation.strip(text));
    return read;
  }

  private static List<Expectation> expectations(Map<String, String> files) {
    List<Expectation> all = new ArrayList<>();
    files.forEach((file, text) -> all.addAll(Expectation.in(file, text)));
    return all;
  }

  /** The projects of a folder, each a folder; none where there is no such folder. */
  private static Map<String, Map<String, String>> projects(Path folder) {
    Map<String, Map<String, String>> cases = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return cases;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path inCase = folder.relativize(file);
        String path = inCase.subpath(1, inCase.getNameCount()).toString().replace('\\', '/');
        cases
            .computeIfAbsent(inCase.getName(0).toString(), name -> new TreeMap<>())
            .put(path, Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private interface Check {
    void run();
  }
}
