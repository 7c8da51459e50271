package dev.tensorvet.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.engine.Chapter;
import dev.tensorvet.engine.Engine;
import dev.tensorvet.engine.Recall;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.interp.Interpreter;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.reader.Readers;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.rule.Rules;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.workspace.MemoryTree;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What all rules find in a project of a few files. A test names the finding that it is about and
 * then says what it must show:
 *
 * <pre>{@code
 * Findings.in(code).only("module-unused-layer").at("self.fc").says("`self.fc` is built");
 * }</pre>
 */
public final class Findings {

  /** One for all tests: the library's text is read but once. */
  public static final Interpreter INTERPRETER =
      new Interpreter(Tensorvet::parse, Frameworks.all(), Ops::all);

  /** A finding as a comment in a test marks it. */
  record Mark(String file, int line, String rule) {}

  private static final String MAIN = "main.py";
  private static final RulePages PAGES = RulePages.load();

  private static final Map<RuleId, Level> LEVELS =
      PAGES.all().stream().collect(Collectors.toMap(RulePage::id, RulePage::level));

  private final Map<String, String> files;
  private final List<Reported> reported;
  private final List<Finding> findings;
  private final List<String> problems;

  private Findings(Map<String, String> files, Collection<String> checked) {
    this.files = files;
    Frameworks frameworks = Frameworks.all();
    Project project =
        new Project(new MemoryTree(PercentNotebook.in(files)), Tensorvet::parse, frameworks);
    Chapter chapter = new Chapter(project, new Readers(project, frameworks), INTERPRETER);
    Report report =
        new Engine(Catalogue.of(PAGES), name -> true)
            .check(
                () -> chapter,
                checked.stream().map(MemoryTree.ROOT::resolve).toList(),
                Findings::everyRule,
                file ->
                    new Problem("unreadable-file", Level.ERROR, file + "", Optional.empty(), ""),
                Recall.NONE,
                1);
    this.reported = report.findings();
    this.findings = reported.stream().map(Reported::finding).toList();
    this.problems = report.problems().stream().map(p -> p.path() + ": " + p.message()).toList();
  }

  /** Every rule runs, those in preview too. */
  public static Map<RuleId, Level> everyRule(Path file) {
    return LEVELS;
  }

  /** All rules that look at code. */
  public static List<Rule<?>> rules() {
    Rules rules = Catalogue.of(PAGES);
    return PAGES.all().stream().flatMap(page -> rules.find(page.id()).stream()).toList();
  }

  /** What is found in one file, {@code main.py}. */
  public static Findings in(String source) {
    return in(Map.of(MAIN, source));
  }

  /** What is found in several files, each checked. */
  public static Findings in(Map<String, String> files) {
    Set<String> code = new TreeSet<>(files.keySet());
    code.removeIf(file -> !isChecked(file));
    return new Findings(Map.copyOf(files), code);
  }

  private static boolean isChecked(String file) {
    return file.matches(".*\\.(py|ipynb|java|ya?ml|json|toml)|.*requirements.*\\.txt")
        && !file.equals("setup.py");
  }

  /** What is found when one file of several is checked. */
  public static Findings in(Map<String, String> files, String checked) {
    return new Findings(Map.copyOf(files), List.of(checked));
  }

  public List<Finding> all() {
    return findings;
  }

  public List<Finding> of(RuleId rule) {
    return findings.stream().filter(finding -> finding.rule().equals(rule)).toList();
  }

  /** The one finding of a rule; anything else fails. */
  public Shown only(String rule) {
    List<Finding> found = of(new RuleId(rule));
    assertThat(found).as(rule).hasSize(1);
    return new Shown(found.getFirst());
  }

  /** What keeps a file from being read in full. */
  public List<String> problems() {
    return problems;
  }

  /**
   * The findings as marks. Much can be advised of a small example, so that of advice only that of
   * some rules counts.
   */
  List<Mark> marks(Set<String> advising) {
    return reported.stream()
        .filter(r -> r.level() != Level.ADVICE || advising.contains(r.finding().rule().name()))
        .map(Reported::finding)
        .map(f -> new Mark(f.place().file().path(), line(f), f.rule().name()))
        .toList();
  }

  List<String> messages(String file, int line, String rule) {
    return findings.stream()
        .filter(
            f ->
                new Mark(f.place().file().path(), line(f), f.rule().name())
                    .equals(new Mark(file, line, rule)))
        .map(Finding::message)
        .toList();
  }

  /** The files after all fixes of a rule. */
  Map<String, String> fixed(RuleId rule) {
    Map<String, String> fixed = new TreeMap<>(files);
    List<Finding> withFix = of(rule).stream().filter(f -> f.fix().isPresent()).toList();
    for (String file : files.keySet()) {
      StringBuilder text = new StringBuilder(files.getOrDefault(file, ""));
      withFix.stream()
          .filter(f -> f.place().file().path().equals(file))
          .flatMap(f -> f.fix().map(Fix::edits).orElse(List.of()).stream())
          .sorted(Comparator.comparing(TextEdit::span).reversed())
          .forEach(e -> text.replace(e.span().start(), e.span().end(), e.replacement()));
      fixed.put(file, text.toString());
    }
    return fixed;
  }

  private static int line(Finding finding) {
    return finding.place().file().locate(finding.place().span().start()).line();
  }

  /** A finding whose parts are looked at. */
  public record Shown(Finding finding) {

    /** The text that is underlined. */
    public Shown at(String text) {
      assertThat(finding.place().file().text(finding.place().span())).isEqualTo(text);
      return this;
    }

    public Shown says(String message) {
      assertThat(finding.message()).isEqualTo(message);
      return this;
    }

    /** The related places: for each, the first line of its text and what it says. */
    public Shown relates(String... places) {
      assertThat(
              finding.related().stream()
                  .map(
                      r ->
                          r.place().file().text(r.place().span()).lines().findFirst().orElse("")
                              + " — "
                              + r.message()))
          .containsExactly(places);
      return this;
    }

    public Shown offers(String fix) {
      assertThat(finding.fix().map(Fix::title)).contains(fix);
      return this;
    }
  }
}
