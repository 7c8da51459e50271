package dev.tensorvet.engine;

import dev.tensorvet.facts.FactBase;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.FileReport;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.Rules;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The check of one file, by one thread. */
final class FileCheck {

  private final SourceModule module;
  private final Chapter chapter;
  private final Rules rules;
  private final Predicate<String> isRule;
  private final Map<RuleId, Level> levels;
  private final BiConsumer<SourceModule, FactBase> reader;
  private final Suppressions suppressions;
  private final Occurrences occurrences;

  /** What rules look at in files, which only this check keeps: they hold whole programs. */
  private final Map<SourceModule, Subjects> subjects = new HashMap<>();

  private final List<Reported> findings = new ArrayList<>();
  private final List<Reported> suppressed = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Object> seen = new HashSet<>();

  /**
   * @param chapter what is known of the project
   * @param isRule whether a name is that of a rule, to tell a misspelt suppression
   * @param levels the rules that are on in the file
   * @param reader is shown the file with its facts
   */
  FileCheck(
      SourceModule module,
      Chapter chapter,
      Rules rules,
      Predicate<String> isRule,
      Map<RuleId, Level> levels,
      BiConsumer<SourceModule, FactBase> reader) {
    this.module = module;
    this.chapter = chapter;
    this.rules = rules;
    this.isRule = isRule;
    this.levels = levels;
    this.reader = reader;
    this.suppressions = Suppressions.of(module.parsed());
    this.occurrences = new Occurrences(module.parsed());
  }

  /**
   * @param isHelped whether another thread may find out in the meantime what the file does when it
   *     runs
   */
  FileReport run(boolean isHelped) {
    problems.addAll(FileProblems.of(module));
    Map<RuleId, Level> ofCode = new LinkedHashMap<>();
    Map<RuleId, Level> ofRuns = new LinkedHashMap<>();
    levels.forEach(
        (rule, level) -> (isHelped && readsRuns(rule) ? ofRuns : ofCode).put(rule, level));
    Ahead ahead =
        ofRuns.isEmpty() ? Ahead.NOTHING : Ahead.start(() -> chapter.readers().foresee(module));
    ofCode.forEach(this::report);
    ahead.await();
    ofRuns.forEach(this::report);
    reader.accept(module, subjects(module).facts());
    problems.addAll(findingsOf(module).problems());
    problems.addAll(suppressions.problems(isRule, name -> levels.containsKey(new RuleId(name))));
    return new FileReport(findings, suppressed, problems);
  }

  private boolean readsRuns(RuleId rule) {
    FactBase facts = subjects(module).facts();
    return rules.find(rule).filter(found -> facts.isOfRuns(found.subject())).isPresent();
  }

  private void report(RuleId rule, Level level) {
    try {
      for (Finding finding : findings(rule, module)) {
        // Two runs of a program may come by the same place.
        if (seen.add(List.of(finding.rule(), finding.place().span())) && !isToldBeneath(finding)) {
          report(finding, level);
        }
      }
    } catch (Exception | Error crash) {
      problems.add(
          FileProblems.internal(
              module.file().path(), "rule `" + rule + "` failed on this file", crash));
    }
  }

  private void report(Finding finding, Level level) {
    Finding alone = finding.withBeneath(List.of());
    String scope = ScopeName.at(module.parsed(), alone.place().span().start());
    Reported reported =
        new Reported(alone, capped(level, alone), scope, occurrences.of(alone.place(), scope));
    (suppressions.silence(finding) ? suppressed : findings).add(reported);
  }

  /** The level of a proven finding, lowered to what this one allows. */
  private static Level capped(Level level, Finding finding) {
    Level gravest = finding.certainty() == Certainty.LIKELY ? Level.WARNING : Level.ERROR;
    return Collections.max(List.of(level, gravest, finding.gravest()));
  }

  /**
   * Whether a file that a finding leads to tells it by itself: to say it again in each file that
   * calls that one would be noise. Which files are checked makes no difference.
   */
  private boolean isToldBeneath(Finding finding) {
    for (Place place : finding.beneath()) {
      Optional<SourceModule> other = chapter.project().moduleOf(place.file());
      if (other.isPresent()
          && findings(finding.rule(), other.get()).stream()
              .anyMatch(found -> found.place().equals(place))) {
        return true;
      }
    }
    return false;
  }

  private FileFindings findingsOf(SourceModule file) {
    return chapter.findings(file);
  }

  private Subjects subjects(SourceModule file) {
    return subjects.computeIfAbsent(
        file,
        any ->
            new Subjects(
                file, chapter.readers().of(file), chapter.interpreter(), findingsOf(file)::add));
  }

  private List<Finding> findings(RuleId rule, SourceModule file) {
    return findingsOf(file)
        .of(
            rule,
            chapter.project().files(),
            () ->
                rules
                    .find(rule)
                    .map(found -> run(found, file.file(), subjects(file)))
                    .orElse(List.of()));
  }

  private static <S> List<Finding> run(Rule<S> rule, SourceFile file, Subjects subjects) {
    List<S> shown = subjects.of(rule.subject());
    if (shown.isEmpty()) {
      return List.of();
    }
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
    for (S subject : shown) {
      rule.check(subject, context);
    }
    // Of two runs that come by the same place, the one that proves it speaks.
    findings.sort((a, b) -> a.certainty().compareTo(b.certainty()));
    return List.copyOf(findings);
  }
}
