package dev.tensorvet.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The outcome of a run.
 *
 * @param findings ordered by path, span and rule
 * @param suppressed findings that a comment silences, in the same order
 * @param known findings that a baseline holds, in the same order
 * @param refuted findings that a run has shown to be wrong, in the same order
 * @param problems ordered by path and span
 * @param filesChecked how many files were read as input
 */
public record Report(
    List<Reported> findings,
    List<Reported> suppressed,
    List<Reported> known,
    List<Reported> refuted,
    List<Problem> problems,
    int filesChecked) {

  public Report {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
    known = List.copyOf(known);
    refuted = List.copyOf(refuted);
    problems = List.copyOf(problems);
  }

  /** The outcome of a run without a baseline. */
  public Report(
      List<Reported> findings,
      List<Reported> suppressed,
      List<Problem> problems,
      int filesChecked) {
    this(findings, suppressed, List.of(), problems, filesChecked);
  }

  /** The outcome of a run in which no model ran. */
  public Report(
      List<Reported> findings,
      List<Reported> suppressed,
      List<Reported> known,
      List<Problem> problems,
      int filesChecked) {
    this(findings, suppressed, known, List.of(), problems, filesChecked);
  }

  public Report withProblems(List<Problem> told) {
    return new Report(findings, suppressed, known, refuted, told, filesChecked);
  }

  /** The same run with some of its findings known: {@code rest} and {@code more} are all. */
  public Report withKnown(List<Reported> rest, List<Reported> more) {
    List<Reported> all = new ArrayList<>(known);
    all.addAll(more);
    return new Report(rest, suppressed, all, refuted, problems, filesChecked);
  }

  /** The same run with what runs of the models say of its findings. */
  public Report withVerdicts(UnaryOperator<Reported> verdict) {
    List<Reported> rest = new ArrayList<>();
    List<Reported> wrong = new ArrayList<>(refuted);
    for (Reported found : findings) {
      Reported judged = verdict.apply(found);
      boolean isWrong =
          judged.verdict().filter(v -> v.state() == Verdict.State.REFUTED).isPresent();
      (isWrong ? wrong : rest).add(judged);
    }
    return new Report(rest, suppressed, known, wrong, problems, filesChecked);
  }
}
