package dev.tensorvet.engine;

import dev.tensorvet.facts.FactBase;
import dev.tensorvet.finding.FileReport;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.rule.Rules;
import dev.tensorvet.semantic.SourceModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Checks files: each on its own, with what it imports, by any number of threads. */
public final class Engine {

  private final Rules rules;
  private final Predicate<String> isRule;

  /**
   * @param isRule whether a name is that of a rule, to tell a misspelt suppression
   */
  public Engine(Rules rules, Predicate<String> isRule) {
    this.rules = rules;
    this.isRule = isRule;
  }

  /**
   * Checks files of a project.
   *
   * @param chapter what is known of the project, asked for each file
   * @param whyNot why a file could not be read
   * @param recall what is remembered of the files; the outcome is the same without it
   * @param jobs how many threads; the outcome is the same for any number
   */
  public Report check(
      Supplier<Chapter> chapter,
      List<Path> files,
      Policy policy,
      Function<Path, Problem> whyNot,
      Recall recall,
      int jobs) {
    return check(chapter, files, policy, whyNot, recall, (module, known) -> {}, jobs);
  }

  /**
   * The same, for one who wants the facts of the files too, which are let go with their check.
   *
   * @param reader is shown each file that is checked with its facts, by the thread that checks it
   */
  public Report check(
      Supplier<Chapter> chapter,
      List<Path> files,
      Policy policy,
      Function<Path, Problem> whyNot,
      Recall recall,
      BiConsumer<SourceModule, FactBase> reader,
      int jobs) {
    // A thread that has no file of its own helps with the one of another.
    boolean isHelped = files.size() < jobs;
    List<FileReport> reports =
        Workers.each(
            files,
            file ->
                recall.of(
                    file, () -> guarded(chapter.get(), file, policy, whyNot, reader, isHelped)),
            jobs);
    List<Reported> findings = new ArrayList<>();
    List<Reported> suppressed = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (FileReport report : reports) {
      findings.addAll(report.findings());
      suppressed.addAll(report.suppressed());
      problems.addAll(report.problems());
    }
    findings.sort(Engine::compare);
    suppressed.sort(Engine::compare);
    problems.sort(Engine::compare);
    return new Report(findings, suppressed, problems, files.size());
  }

  // Not by Comparator.comparing: its lambdas are serializable, and no start-up archive holds such.

  private static int compare(Reported one, Reported other) {
    Place a = one.finding().place();
    Place b = other.finding().place();
    int order = a.file().path().compareTo(b.file().path());
    order = order != 0 ? order : a.span().compareTo(b.span());
    return order != 0 ? order : one.finding().rule().compareTo(other.finding().rule());
  }

  private static int compare(Problem one, Problem other) {
    int order = one.path().compareTo(other.path());
    order = order != 0 ? order : one.span().compareTo(other.span());
    return order != 0 ? order : one.message().compareTo(other.message());
  }

  /** One file that brings the tool down must not take the others with it. */
  private FileReport guarded(
      Chapter chapter,
      Path file,
      Policy policy,
      Function<Path, Problem> whyNot,
      BiConsumer<SourceModule, FactBase> reader,
      boolean isHelped) {
    Optional<SourceModule> module = Optional.empty();
    try {
      module = chapter.project().module(file);
      return module.isPresent()
          ? new FileCheck(module.get(), chapter, rules, isRule, policy.levels(file), reader)
              .run(isHelped)
          : new FileReport(List.of(), List.of(), List.of(whyNot.apply(file)));
    } catch (Exception | Error crash) {
      String path = module.map(m -> m.file().path()).orElse(whyNot.apply(file).path());
      return new FileReport(
          List.of(),
          List.of(),
          List.of(FileProblems.internal(path, "the file could not be checked", crash)));
    }
  }
}
