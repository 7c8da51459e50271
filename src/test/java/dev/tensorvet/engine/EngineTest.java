package dev.tensorvet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Interpreter;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.reader.Readers;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.rule.Rules;
import dev.tensorvet.rules.Catalogue;
import dev.tensorvet.rules.Findings;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.MemoryTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class EngineTest {

  private static final String NET =
      """
      from torch import nn

      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.spare = nn.Linear(2, 2)

          def forward(self, x):
              return x
      """;

  private static final String OTHER = NET.replace("Net", "Other");

  /** A rule that does something to each model of {@code net.py}. */
  private record Breaking(Consumer<ModelClass> how) implements Rule<ModelClass> {
    @Override
    public Class<ModelClass> subject() {
      return ModelClass.class;
    }

    @Override
    public void check(ModelClass model, RuleContext context) {
      if (context.file().path().equals("net.py")) {
        how.accept(model);
      }
    }
  }

  /** A rule that asks for what models do. */
  private record Watching(RuleId id) implements Rule<Interpretation> {
    @Override
    public Class<Interpretation> subject() {
      return Interpretation.class;
    }

    @Override
    public void check(Interpretation model, RuleContext context) {
      Span name = new Span(model.model().node().nameStart(), model.model().node().nameStart() + 1);
      context.report(Finding.of(id, new Place(context.file(), name), model.construction().call()));
    }
  }

  @Test
  void modelsAreFollowedForRulesThatAskForThem() {
    Report report = watched(Findings.INTERPRETER, "one", "two");
    assertThat(report.problems()).isEmpty();
    assertThat(report.findings())
        .extracting(r -> r.finding().rule().name() + ": " + r.finding().message())
        .containsExactly("one: Net()", "two: Net()", "one: Other()", "two: Other()");
  }

  @Test
  void aModelThatBringsTheInterpreterDownIsOneProblemOfItsFile() {
    Interpreter broken =
        new Interpreter(
            file -> {
              throw new IllegalStateException("no");
            },
            Frameworks.all(),
            Ops::all);
    assertThat(watched(broken).problems()).as("no rule asks for models").isEmpty();
    assertThat(watched(broken, "one", "two").problems())
        .extracting(Problem::path, Problem::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("net.py", "internal-error"),
            org.assertj.core.groups.Tuple.tuple("other.py", "internal-error"));
  }

  /** What comes of rules of these names that ask for models. */
  private static Report watched(Interpreter interpreter, String... rules) {
    Frameworks frameworks = Frameworks.all();
    MemoryTree tree = new MemoryTree(Map.of("net.py", NET, "other.py", OTHER));
    Project project = new Project(tree, Tensorvet::parse, frameworks);
    List<Rule<?>> all = new ArrayList<>();
    for (String rule : rules) {
      all.add(new Watching(new RuleId(rule)));
    }
    Chapter chapter = new Chapter(project, new Readers(project, frameworks), interpreter);
    return new Engine(Rules.of(all), name -> true)
        .check(
            () -> chapter,
            List.of(MemoryTree.ROOT.resolve("net.py"), MemoryTree.ROOT.resolve("other.py")),
            warning(all),
            EngineTest::unreadable,
            Recall.NONE,
            2);
  }

  private static Report check(List<Rule<?>> rules, int jobs, String... files) {
    Frameworks frameworks = Frameworks.all();
    MemoryTree tree = new MemoryTree(Map.of("net.py", NET, "other.py", OTHER));
    Project project = new Project(tree, Tensorvet::parse, frameworks);
    Chapter chapter = chapter(project);
    return new Engine(Rules.of(rules), name -> true)
        .check(
            () -> chapter,
            List.of(files).stream().map(MemoryTree.ROOT::resolve).toList(),
            warning(rules),
            EngineTest::unreadable,
            Recall.NONE,
            jobs);
  }

  @Test
  void aParserThatCrashesOnAPipedTextIsAProblemOfThatText() {
    Frameworks frameworks = Frameworks.all();
    MemoryTree tree = new MemoryTree(Map.of("other.py", OTHER));
    Path piped = MemoryTree.ROOT.resolve("piped.py");
    Project project =
        new Project(
            Ledger.silent(tree),
            Map.of(piped, SourceFile.of("piped.py", Language.PYTHON, NET)),
            file -> {
              if (file.path().equals("piped.py")) {
                throw new IllegalStateException("no");
              }
              return Tensorvet.parse(file);
            },
            frameworks);
    Chapter chapter = chapter(project);
    Report report =
        new Engine(Catalogue.of(RulePages.load()), name -> true)
            .check(
                () -> chapter,
                List.of(piped, MemoryTree.ROOT.resolve("other.py")),
                Findings::everyRule,
                EngineTest::unreadable,
                Recall.NONE,
                1);
    assertThat(report.findings()).hasSize(1);
    assertThat(report.problems())
        .extracting(Problem::path, Problem::kind)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("piped.py", "internal-error"));
  }

  @Test
  void whatACalledFileTellsByItselfItsCallersDoNotRepeat() {
    Map<String, String> files =
        Map.of(
            "engine.py",
            """
            def run(loader, net, optimizer):
                for x, y in loader:
                    loss = (net(x) - y).mean()
                    optimizer.zero_grad()
                    loss.backward()
                    loss.backward()
                    optimizer.step()
            """,
            "train.py",
            """
            import torch
            from torch import nn
            from data import loader
            from engine import run

            net = nn.Linear(2, 2)
            run(loader, net, torch.optim.SGD(net.parameters(), lr=0.1))
            """);
    assertThat(told(files, "train.py", "engine.py")).containsExactly("train.py");
    assertThat(told(files, "train.py")).containsExactly("train.py");
    Map<String, String> made = new HashMap<>(files);
    made.put(
        "engine.py",
        """
        import torch
        from torch import nn

        net = nn.Linear(2, 2)

        def run(loader):
            optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
            for x, y in loader:
                loss = (net(x) - y).mean()
                optimizer.zero_grad()
                loss.backward()
                loss.backward()
                optimizer.step()
        """);
    made.put("train.py", "from data import loader\nfrom engine import run\n\nrun(loader)\n");
    assertThat(told(made, "train.py", "engine.py")).containsExactly("engine.py");
    assertThat(told(made, "train.py")).isEmpty();
    assertThat(told(made, "engine.py")).containsExactly("engine.py");
  }

  /** The files in which some of them are told of a graph that is walked back twice. */
  private static List<String> told(Map<String, String> files, String... checked) {
    Project project = new Project(new MemoryTree(files), Tensorvet::parse, Frameworks.all());
    Chapter whole = chapter(project);
    List<String> told = told(() -> whole, checked);
    // Where a run lets go of what it knows shows in nothing that it tells.
    assertThat(told(new Chapters(() -> chapter(project), 1)::next, checked)).isEqualTo(told);
    return told;
  }

  private static List<String> told(Supplier<Chapter> chapter, String... checked) {
    return new Engine(Catalogue.of(RulePages.load()), name -> true)
            .check(
                chapter,
                List.of(checked).stream().map(MemoryTree.ROOT::resolve).toList(),
                file -> Map.of(new RuleId("double-backward-without-retain"), Level.WARNING),
                EngineTest::unreadable,
                Recall.NONE,
                1)
            .findings()
            .stream()
            .map(reported -> reported.finding().place().file().path())
            .toList();
  }

  private static Chapter chapter(Project project) {
    return new Chapter(project, new Readers(project, Frameworks.all()), Findings.INTERPRETER);
  }

  private static Policy warning(List<Rule<?>> rules) {
    Map<RuleId, Level> levels =
        rules.stream().collect(Collectors.toMap(Rule::id, rule -> Level.WARNING));
    return file -> levels;
  }

  private static Problem unreadable(Path path) {
    return Problem.unreadable(MemoryTree.ROOT.relativize(path).toString(), "not there");
  }

  private static List<Rule<?>> withBreaking(Consumer<ModelClass> how) {
    List<Rule<?>> rules = new ArrayList<>(List.of(new Breaking(how)));
    rules.addAll(Findings.rules());
    return rules;
  }

  private static void assertOthersSurvive(Report report, String reason) {
    assertThat(report.findings())
        .extracting(r -> r.finding().place().file().path() + " " + r.finding().rule())
        .containsExactly("net.py module-unused-layer", "other.py module-unused-layer");
    assertThat(report.problems()).hasSize(1);
    Problem problem = report.problems().getFirst();
    assertThat(problem.kind()).isEqualTo("internal-error");
    assertThat(problem.level()).isEqualTo(Level.ERROR);
    assertThat(problem.path()).isEqualTo("net.py");
    assertThat(problem.message()).startsWith("rule `breaking` failed on this file: " + reason);
  }

  @Test
  void aRuleThatCrashesIsAProblemOfTheFile() {
    List<Rule<?>> rules =
        withBreaking(
            model -> {
              throw new IllegalStateException("no");
            });
    for (int jobs : new int[] {1, 2}) {
      assertOthersSurvive(
          check(rules, jobs, "net.py", "other.py"),
          "IllegalStateException at dev.tensorvet.engine.EngineTest.");
    }
  }

  @Test
  void aRuleThatNeverReturnsFromItsCallsIsAProblemOfTheFile() {
    assertOthersSurvive(
        check(withBreaking(EngineTest::forever), 1, "net.py", "other.py"),
        "StackOverflowError at dev.tensorvet.engine.EngineTest.forever");
  }

  @SuppressWarnings("InfiniteRecursion")
  private static void forever(ModelClass model) {
    forever(model);
  }

  @Test
  void memoryThatRunsOutIsAProblemOfTheFile() {
    List<Rule<?>> rules =
        withBreaking(
            model -> {
              throw new OutOfMemoryError();
            });
    assertOthersSurvive(check(rules, 2, "net.py", "other.py"), "there is too little memory");
  }

  @Test
  void findingsOfACrashedRuleAreNotHalfReported() {
    Rule<ModelClass> rule =
        new Rule<>() {
          @Override
          public RuleId id() {
            return new RuleId("half");
          }

          @Override
          public Class<ModelClass> subject() {
            return ModelClass.class;
          }

          @Override
          public void check(ModelClass model, RuleContext context) {
            context.report(Finding.of(id(), model.name(), "found"));
            throw new IllegalStateException("then broken");
          }
        };
    Report report = check(List.of(rule), 1, "net.py");
    assertThat(report.findings()).isEmpty();
    assertThat(report.problems()).hasSize(1);
  }

  @Test
  void aFileThatIsGoneIsAProblemAndTheOthersAreChecked() {
    Report report = check(Findings.rules(), 2, "gone.py", "net.py", "other.py");
    assertThat(report.findings()).hasSize(2);
    assertThat(report.problems())
        .extracting(Problem::path, Problem::message)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("gone.py", "not there"));
  }
}
