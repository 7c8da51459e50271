package dev.tensorvet.reader.run;

import dev.tensorvet.facts.ModelChoice;
import dev.tensorvet.facts.ModelChoice.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Schedulers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a run chooses by how well a model does, and on which samples. */
final class ModelChoices implements RunReader<ModelChoice> {

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
        one.equals(other) || ((one.isEmpty() || other.isEmpty()) && isRenewed(comparison));
    return isBestSoFar ? onlyLoader(one.isEmpty() ? other : one) : Optional.empty();
  }

  /**
   * Whether the same function sets one side to the other behind a comparison: {@code if acc > best:
   * best = acc}. What a run knows of a global variable is the value that it begins with.
   */
  private static boolean isRenewed(Inventory.Comparison comparison) {
    SourceModule module = comparison.module();
    Tree tree = module.tree();
    Optional<Node> compared = tree.covering(comparison.site().span());
    if (compared.isEmpty()
        || !(compared.get() instanceof Expr.Compare test)
        || test.comparators().size() != 1) {
      return false;
    }
    String one = side(test.left(), module);
    String other = side(test.comparators().getFirst(), module);
    Node around = tree.enclosingScope(test).orElse(tree.root());
    return Tree.holds(
        around,
        node ->
            node instanceof Stmt.Assign renewal
                && renewal.start() > test.start()
                && renewal.targets().size() == 1
                && (sets(renewal, one, other, module) || sets(renewal, other, one, module)));
  }

  private static boolean sets(
      Stmt.Assign assign, String target, String value, SourceModule module) {
    return CodeCalls.text(assign.targets().getFirst(), module).equals(target)
        && CodeCalls.text(assign.value(), module).equals(value);
  }

  /** How code names a side, which may have to be better by a margin: {@code best + delta}. */
  private static String side(Expr side, SourceModule module) {
    return CodeCalls.text(side instanceof Expr.BinOp margin ? margin.left() : side, module);
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
