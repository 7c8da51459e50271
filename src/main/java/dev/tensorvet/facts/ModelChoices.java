package dev.tensorvet.facts;

import dev.tensorvet.facts.ModelChoice.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Schedulers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a run chooses by how well a model does, and on which samples. */
final class ModelChoices implements RunReader<ModelChoice> {

  /** Two names, the better of which may have to be better by a margin: {@code a < b + delta}. */
  private static final Pattern SIDES =
      Pattern.compile("([\\w.]+)\\s*[<>]=?\\s*([\\w.]+)(?:\\s*[-+*]\\s*[\\w.]+)?");

  /** How many characters behind a comparison its block is looked for. */
  private static final int FARTHEST = 1000;

  /**
   * What a question is answered for.
   *
   * @param isGuard whether a state is saved by the answer
   * @param askers the calls that lead to where it is asked, if a state is saved there too
   */
  private record Answer(Term question, boolean isGuard, Set<List<Place>> askers) {

    /**
     * Whether a comparison gives it: where a state is saved, or for a function that saves another
     * copy of it by what it is given.
     */
    boolean isOf(Inventory.Comparison comparison) {
      return holds(question, comparison.test())
          && (isGuard
              || askers.stream().anyMatch(calls -> !calls.equals(comparison.site().calls())));
    }

    private static boolean holds(Term question, Term comparison) {
      return question.equals(comparison)
          || (question instanceof Term.Computed computed
              && computed.operands().stream().anyMatch(part -> holds(part, comparison)));
    }
  }

  @Override
  public Class<ModelChoice> kind() {
    return ModelChoice.class;
  }

  @Override
  public List<ModelChoice> read(FinishedRun run) {
    List<ModelChoice> found = new ArrayList<>();
    run.events(Event.Schedule.class)
        .filter(schedule -> watches(schedule.scheduler(), run))
        .forEach(
            schedule ->
                onlyLoader(loaders(schedule.given(), run))
                    .ifPresent(
                        loader ->
                            found.add(
                                new ModelChoice(
                                    run.file(), Kind.RATE, schedule.site(), loader.site()))));
    List<Answer> answers = answers(run);
    for (Inventory.Comparison comparison : run.run().inventory().comparisons()) {
      if (answers.stream().anyMatch(answer -> answer.isOf(comparison))) {
        byBestSoFar(comparison, run)
            .ifPresent(
                loader ->
                    found.add(
                        new ModelChoice(run.file(), Kind.STATE, comparison.site(), loader.site())));
      }
    }
    return found;
  }

  private static boolean watches(Term scheduler, FinishedRun run) {
    return run.relations().settled(scheduler) instanceof Term.Made made
        && run.objects()
            .libraryName(made.callee())
            .flatMap(Schedulers::of)
            .filter(Schedulers.Signature::takesMetric)
            .isPresent();
  }

  /** The questions whose answers say whether the state of a model is written to a file. */
  private static List<Answer> answers(FinishedRun run) {
    List<Integer> saves = saves(run);
    Set<Integer> guards = new HashSet<>();
    Set<List<Place>> ways = new HashSet<>();
    for (int save : saves) {
      run.graph().guards(save).forEach(decision -> guards.add(decision.condition()));
      ways.add(run.event(save).site().calls());
    }
    List<Answer> answers = new ArrayList<>();
    for (int condition = 0; !saves.isEmpty() && condition < run.graph().conditions(); condition++) {
      Set<List<Place>> askers = new HashSet<>();
      run.run().control().askedAt(condition).forEach(asked -> askers.add(asked.calls()));
      askers.retainAll(ways);
      if (guards.contains(condition) || !askers.isEmpty()) {
        Term question = run.run().control().question(condition);
        answers.add(new Answer(question, guards.contains(condition), askers));
      }
    }
    return answers;
  }

  /** Where the state of a model is written to a file. */
  private static List<Integer> saves(FinishedRun run) {
    return run.nodes(Event.Save.class).stream()
        .filter(
            node ->
                ((Event.Save) run.event(node))
                    .given().stream()
                        .anyMatch(given -> run.relations().comesFrom(given, t -> isState(t, run))))
        .toList();
  }

  private static boolean isState(Term term, FinishedRun run) {
    return run.objects().isModule(term)
        || (term instanceof Term.Made made
            && made.callee() instanceof Term.Member method
            && Layers.givesState(method.name()));
  }

  /** The loader, if a comparison is of how well a model does with how well it has done before. */
  private static Optional<Term.Made> byBestSoFar(Inventory.Comparison comparison, FinishedRun run) {
    List<Term> sides = comparison.test().operands();
    if (sides.size() != 2) {
      return Optional.empty();
    }
    Set<Term.Made> one = loaders(List.of(sides.getFirst()), run);
    Set<Term.Made> other = loaders(List.of(sides.getLast()), run);
    boolean isBestSoFar =
        one.equals(other) || ((one.isEmpty() || other.isEmpty()) && isRenewed(comparison.site()));
    return isBestSoFar ? onlyLoader(one.isEmpty() ? other : one) : Optional.empty();
  }

  /**
   * Whether code behind a comparison sets one side to the other: {@code if acc > best: best = acc}.
   * What a run knows of a global variable is the value that it begins with.
   */
  private static boolean isRenewed(Site comparison) {
    String text = comparison.place().file().text();
    Matcher sides =
        SIDES.matcher(text.substring(comparison.span().start(), comparison.span().end()));
    if (!sides.matches()) {
      return false;
    }
    String one = Pattern.quote(sides.group(1));
    String other = Pattern.quote(sides.group(2));
    int start = comparison.span().end();
    return Pattern.compile(
            "(?m)^\\s*(?:" + one + "\\s*=\\s*" + other + "|" + other + "\\s*=\\s*" + one + ")\\s*$")
        .matcher(text)
        .region(start, Math.min(text.length(), start + FARTHEST))
        .find();
  }

  private static Optional<Term.Made> onlyLoader(Set<Term.Made> loaders) {
    return loaders.size() == 1 ? Optional.of(loaders.iterator().next()) : Optional.empty();
  }

  /** The loaders whose samples some values were computed from, numbers included. */
  private static Set<Term.Made> loaders(List<Term> values, FinishedRun run) {
    Set<Term.Made> loaders = new LinkedHashSet<>();
    Set<Term> seen = new HashSet<>(values);
    List<Term> open = new ArrayList<>(values);
    while (!open.isEmpty()) {
      Term each = open.removeLast();
      if (each instanceof Term.Made made && run.objects().is(made, Role.LOADER)) {
        loaders.add(made);
      } else if (!run.objects().isSize(each)) {
        parts(each, run).stream().filter(seen::add).forEach(open::add);
      }
    }
    return loaders;
  }

  /** What went into a value; a number that was a tensor comes from what the tensor came from. */
  private static List<Term> parts(Term value, FinishedRun run) {
    return switch (value) {
      case Term.Made made
          when made.callee() instanceof Term.Member method && GraphFlow.leaves(method.name()) ->
          List.of(method.owner());
      case Term.Member member -> List.of(member.owner());
      default -> run.relations().parts(value);
    };
  }
}
