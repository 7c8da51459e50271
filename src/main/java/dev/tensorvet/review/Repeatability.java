package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.framework.Randomness.Source;
import dev.tensorvet.rule.RulePages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a second run of a repository's programs would not do again. */
final class Repeatability {

  private final Reach reach;
  private final Set<Remark> remarks = new LinkedHashSet<>();

  private Repeatability(Reach reach) {
    this.reach = reach;
  }

  static List<Remark> of(Reach reach, List<Program> programs, Report report, RulePages pages) {
    Repeatability told = new Repeatability(reach);
    List<Finding> found =
        report.findings().stream()
            .map(Reported::finding)
            .filter(finding -> isMeant(finding, pages))
            .toList();
    // What a rule has found in a program's own file is told once, and with its place.
    programs.stream()
        .flatMap(program -> program.starts().stream())
        .filter(start -> found.stream().noneMatch(each -> each.place().file() == start.file()))
        .forEach(told::start);
    told.fastest();
    found.forEach(each -> told.remarks.add(new Remark(each.message(), Optional.of(each.place()))));
    return List.copyOf(told.remarks);
  }

  private static boolean isMeant(Finding finding, RulePages pages) {
    return pages
        .find(finding.rule().name())
        .filter(page -> page.category().equals("reproducibility"))
        .isPresent();
  }

  private void start(Place start) {
    List<FileSurvey> files = reach.of(start);
    if (files.isEmpty()) {
      return;
    }
    String path = files.getFirst().path();
    Predicate<FileSurvey> isRun = file -> file.module().file() == start.file();
    boolean maySeed = files.stream().anyMatch(f -> f.mayNameSeed(isRun.test(f)));
    // The random numbers of JAX come from keys that the code makes and hands on.
    boolean hasKeys = files.stream().flatMap(f -> f.imports().stream()).anyMatch(Jax::isLibrary);
    if (!maySeed && hasKeys) {
      return;
    }
    if (!maySeed) {
      remarks.add(
          new Remark(
              "nothing in `"
                  + path
                  + "` or what it imports seeds a generator: first weights, the order of samples"
                  + " and dropout differ from run to run",
              Optional.of(start)));
      return;
    }
    for (Source source : Source.values()) {
      Optional<Place> drawn =
          files.stream()
              .flatMap(f -> Optional.ofNullable(f.drawn().get(source)).stream())
              .findFirst();
      boolean isSeeded = files.stream().anyMatch(f -> f.seeded(isRun.test(f)).containsKey(source));
      if (drawn.isPresent() && !isSeeded && files.stream().noneMatch(this::seedsByOther)) {
        remarks.add(
            new Remark(
                "numbers are drawn from "
                    + source.title()
                    + ", and no call that seeds it was found in what `"
                    + path
                    + "` imports",
                drawn));
      }
    }
  }

  /** Whether a file seeds in a way that is not told apart. */
  private boolean seedsByOther(FileSurvey survey) {
    return survey.seeded(true).isEmpty()
        && survey.keepings().stream().anyMatch(k -> k.kind() == Keeping.Kind.SEEDED);
  }

  private void fastest() {
    for (FileSurvey survey : reach.all()) {
      boolean trains =
          survey.courses().stream().anyMatch(ProgramCourse::steps) || survey.main().isPresent();
      if (trains && !survey.isTest()) {
        survey
            .fastest()
            .forEach(
                place ->
                    remarks.add(
                        new Remark(
                            "the fastest algorithms are chosen by trying, and they need not be the"
                                + " same in the next run",
                            Optional.of(place))));
      }
    }
  }
}
