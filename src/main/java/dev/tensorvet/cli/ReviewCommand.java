package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.engine.Policy;
import dev.tensorvet.engine.Recall;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.report.ReportContext;
import dev.tensorvet.report.ReviewReport;
import dev.tensorvet.review.Check;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.source.Language;
import dev.tensorvet.workspace.Discovery;
import dev.tensorvet.workspace.DiskFiles;
import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.StartFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Writes a report on a whole repository. */
final class ReviewCommand implements Command {

  private final Console console;

  ReviewCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    return ReviewOptions.spec();
  }

  @Override
  public int run(ParseResult given) {
    ReviewOptions options = ReviewOptions.of(given);
    // What is not there to run models is told before the work.
    Optional<Verdicts> verdicts =
        options.verify() ? Optional.of(new Verdicts(console)) : Optional.empty();
    DiskFiles files = files(options.path());
    RulePages pages = RulePages.load();
    SettingsFiles settings = new SettingsFiles(console.workingDirectory(), options.config(), pages);
    Inputs inputs =
        Inputs.find(
            List.of(asked(options.path()).toString()),
            false,
            files,
            settings,
            console,
            Inputs.PYTHON);
    if (!inputs.areThere()) {
      throw new UsageException("there is no file or folder `" + options.path() + "`");
    }
    Path root = inputs.named().getFirst();
    List<Path> configs =
        new Discovery(
                path -> settings.of(path).excludes(path),
                false,
                Set.of(Language.YAML, Language.JSON, Language.TOML))
            .find(List.of(root)).stream().filter(path -> !inputs.found().contains(path)).toList();
    List<Path> starts =
        new Discovery(path -> settings.of(path).excludes(path), false, StartFiles::mayBe)
            .find(List.of(root)).stream().filter(StartFiles::mayBe).toList();
    Tensorvet tensorvet = new Tensorvet(Ledger.silent(files), pages);
    List<Path> all = Stream.concat(inputs.found().stream(), configs.stream()).toList();
    Policy policy = policy(all, settings, pages);
    Report found = check(all, policy, files, tensorvet, options.jobs());
    Report judged = verdicts.map(v -> v.of(found, tensorvet, inputs.byName(files))).orElse(found);
    ReviewReport report;
    try (Progress progress = Progress.of(console, "reading", inputs.found().size())) {
      report =
          tensorvet.review(
              root,
              inputs.found(),
              configs,
              starts,
              judged,
              policy,
              file -> progress.step(),
              options.jobs());
    }
    List<Problem> problems = inputs.withoutUnasked(report.report().problems(), files);
    ReviewReport asked =
        new ReviewReport(
            report.review(),
            report.models(),
            report.untold(),
            report.report().withProblems(problems));
    print(asked, options, pages);
    boolean hasCrashed = problems.stream().anyMatch(p -> p.kind().equals("internal-error"));
    return hasCrashed ? Main.FAILED : Main.CLEAN;
  }

  private Path asked(String path) {
    return console.workingDirectory().resolve(path).normalize();
  }

  /** A repository that lies elsewhere is told as if one stood in it. */
  private DiskFiles files(String path) {
    Path asked = asked(path);
    boolean isElsewhere = !asked.startsWith(console.workingDirectory()) && Files.isDirectory(asked);
    return new DiskFiles(isElsewhere ? asked : console.workingDirectory());
  }

  private Report check(
      List<Path> of, Policy policy, DiskFiles files, Tensorvet tensorvet, int jobs) {
    try (Progress progress = Progress.of(console, "checking", of.size())) {
      return tensorvet.checkForReview(
          of,
          policy,
          path -> Problem.unreadable(files.display(path), files.whyNot(path)),
          progress.counting(Recall.NONE),
          jobs);
    }
  }

  /** What a check runs, and what the checklist asks. */
  private static Policy policy(List<Path> files, SettingsFiles settings, RulePages pages) {
    Policy usual = new ChosenRules(settings, pages, files, List.of(), List.of());
    Policy asked = new ChosenRules(settings, pages, files, Check.RULES, List.of());
    return usual.and(asked);
  }

  private void print(ReviewReport report, ReviewOptions options, RulePages pages) {
    StringWriter text = new StringWriter();
    try {
      options
          .reporter()
          .write(report, ReportContext.plain(Main.VERSION, rule -> pages.find(rule.name())), text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (options.output().isEmpty()) {
      console.out().print(text);
      return;
    }
    Path file = console.workingDirectory().resolve(options.output().get()).normalize();
    try {
      Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      throw new UsageException(
          "`" + options.output().get() + "` cannot be written: " + CheckRun.reason(unwritable));
    }
    console.err().println("tensorvet: the review is in `" + options.output().get() + "`");
  }
}
