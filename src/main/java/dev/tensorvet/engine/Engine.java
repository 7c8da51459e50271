package dev.tensorvet.engine;

import dev.tensorvet.facts.FactBase;
import dev.tensorvet.facts.Facts;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.FileReport;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.interp.Interpreter;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.Rules;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.Memo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Checks files: each on its own, with what it imports, by any number of threads. */
public final class Engine {

  private final Rules rules;
  private final Facts facts;
  private final Interpreter interpreter;
  private final Predicate<String> isRule;

  /**
   * @param isRule whether a name is that of a rule, to tell a misspelt suppression
   */
  public Engine(Rules rules, Facts facts, Interpreter interpreter, Predicate<String> isRule) {
    this.rules = rules;
    this.facts = facts;
    this.interpreter = interpreter;
    this.isRule = isRule;
  }

  /**
   * Checks files of a project.
   *
   * @param whyNot why a file could not be read
   * @param recall what is remembered of the files; the outcome is the same without it
   * @param jobs how many threads; the outcome is the same for any number
   */
  public Report check(
      Project project,
      List<Path> files,
      Policy policy,
      Function<Path, Problem> whyNot,
      Recall recall,
      int jobs) {
    return check(project, files, policy, whyNot, recall, (module, known) -> {}, jobs);
  }

  /**
   * The same, for one who wants the facts of the files too, which are let go with their check.
   *
   * @param reader is shown each file that is checked with its facts, by the thread that checks it
   */
  public Report check(
      Project project,
      List<Path> files,
      Policy policy,
      Function<Path, Problem> whyNot,
      Recall recall,
      BiConsumer<SourceModule, FactBase> reader,
      int jobs) {
    Memo<SourceModule, FileFindings> told = new Memo<>(project.files());
    List<FileReport> reports =
        Workers.each(
            files,
            file -> recall.of(file, () -> guarded(project, told, file, policy, whyNot, reader)),
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
      Project project,
      Memo<SourceModule, FileFindings> told,
      Path file,
      Policy policy,
      Function<Path, Problem> whyNot,
      BiConsumer<SourceModule, FactBase> reader) {
    Optional<SourceModule> module = Optional.empty();
    try {
      module = project.module(file);
      return module.isPresent()
          ? check(project, told, module.get(), policy, reader)
          : new FileReport(List.of(), List.of(), List.of(whyNot.apply(file)));
    } catch (Exception | Error crash) {
      String path = module.map(m -> m.file().path()).orElse(whyNot.apply(file).path());
      return new FileReport(
          List.of(),
          List.of(),
          List.of(FileProblems.internal(path, "the file could not be checked", crash)));
    }
  }

  private FileReport check(
      Project project,
      Memo<SourceModule, FileFindings> told,
      SourceModule module,
      Policy policy,
      BiConsumer<SourceModule, FactBase> reader) {
    SourceFile file = module.file();
    List<Problem> problems = new ArrayList<>(FileProblems.of(module));
    List<Reported> findings = new ArrayList<>();
    List<Reported> suppressed = new ArrayList<>();
    Suppressions suppressions = Suppressions.of(module.parsed());
    Set<Object> seen = new HashSet<>();
    Reading reading = new Reading(project, told, new HashMap<>());
    Map<RuleId, Level> levels = policy.levels(module.path());
    for (Map.Entry<RuleId, Level> each : levels.entrySet()) {
      RuleId id = each.getKey();
      try {
        for (Finding finding : findings(id, module, reading)) {
          // Two runs of a program may come by the same place.
          if (seen.add(List.of(finding.rule(), finding.place().span()))
              && !isToldBeneath(finding, reading)) {
            Finding alone = finding.withBeneath(List.of());
            String scope = ScopeName.at(module.parsed(), alone.place().span().start());
            Reported reported =
                new Reported(
                    alone,
                    capped(each.getValue(), alone),
                    scope,
                    Occurrences.of(alone.place(), scope, module.parsed()));
            (suppressions.silence(finding) ? suppressed : findings).add(reported);
          }
        }
      } catch (Exception | Error crash) {
        problems.add(
            FileProblems.internal(file.path(), "rule `" + id + "` failed on this file", crash));
      }
    }
    reader.accept(
        module,
        Optional.ofNullable(reading.subjects().get(module))
            .map(Subjects::facts)
            .orElseGet(() -> facts.of(module)));
    problems.addAll(reading.told(module).problems());
    problems.addAll(suppressions.problems(isRule, name -> levels.containsKey(new RuleId(name))));
    return new FileReport(findings, suppressed, problems);
  }

  /**
   * Whether a file that a finding leads to tells it by itself: to say it again in each file that
   * calls that one would be noise. Which files are checked makes no difference.
   */
  private boolean isToldBeneath(Finding finding, Reading reading) {
    for (Place place : finding.beneath()) {
      Optional<SourceModule> module = reading.project().moduleOf(place.file());
      if (module.isPresent()
          && findings(finding.rule(), module.get(), reading).stream()
              .anyMatch(told -> told.place().equals(place))) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the check of one file reads.
   *
   * @param told what the rules find in each file, for all checks of the run
   * @param subjects what rules look at in files, which only this check keeps: they hold whole
   *     programs
   */
  private record Reading(
      Project project,
      Memo<SourceModule, FileFindings> told,
      Map<SourceModule, Subjects> subjects) {

    FileFindings told(SourceModule module) {
      return told.get(module, file -> new FileFindings());
    }
  }

  private List<Finding> findings(RuleId rule, SourceModule module, Reading reading) {
    FileFindings told = reading.told(module);
    return told.of(
        rule,
        reading.project().files(),
        () ->
            rules
                .find(rule)
                .map(
                    found ->
                        run(
                            found,
                            module.file(),
                            reading
                                .subjects()
                                .computeIfAbsent(
                                    module,
                                    file ->
                                        new Subjects(
                                            file, facts.of(file), interpreter, told::add))))
                .orElse(List.of()));
  }

  /** The level of a proven finding, lowered to what this one allows. */
  private static Level capped(Level level, Finding finding) {
    Level gravest = finding.certainty() == Certainty.LIKELY ? Level.WARNING : Level.ERROR;
    return Collections.max(List.of(level, gravest, finding.gravest()));
  }

  private static <S> List<Finding> run(Rule<S> rule, SourceFile file, Subjects subjects) {
    List<Finding> findings = new ArrayList<>();
    RuleContext context =
        new RuleContext() {
          @Override
          public SourceFile file() {
            return file;
          }

          @Override
          public FactBase facts() {
            return subjects.facts();
          }

          @Override
          public void report(Finding finding) {
            findings.add(finding);
          }
        };
    for (S subject : subjects.of(rule.subject())) {
      rule.check(subject, context);
    }
    // Of two runs that come by the same place, the one that proves it speaks.
    findings.sort((a, b) -> a.certainty().compareTo(b.certainty()));
    return List.copyOf(findings);
  }
}
