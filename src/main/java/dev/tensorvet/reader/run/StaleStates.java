package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.facts.StaleState;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the states that a model is given back though they have changed with it. */
final class StaleStates implements RunReader<StaleState> {

  @Override
  public Class<StaleState> kind() {
    return StaleState.class;
  }

  @Override
  public List<StaleState> read(FinishedRun run) {
    List<StaleState> found = new ArrayList<>();
    for (int load : run.nodes(Event.Load.class)) {
      if (run.event(load) instanceof Event.Load event && !event.given().isEmpty()) {
        States states = States.of(event.given().getFirst(), run);
        for (Term.Made state : states.taken()) {
          read(run, load, event, states, state).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static Optional<StaleState> read(
      FinishedRun run, int node, Event.Load load, States states, Term.Made state) {
    if (!(state.callee() instanceof Term.Member method)
        || run.relations().same(method.owner(), load.target()) != Proof.YES
        || state.site().place().file() != run.file()) {
      return Optional.empty();
    }
    for (Loop loop : run.graph().loops()) {
      Optional<Site> step = step(run, loop, load.target());
      if (step.isPresent() && loop.end() <= node && isKept(run, loop, states, state)) {
        return Optional.of(
            new StaleState(
                run.file(),
                state.site().place(),
                step.get().place(),
                load.site().place(),
                states.isOnly() ? run.certainty() : Certainty.LIKELY));
      }
    }
    return Optional.empty();
  }

  /** Where an optimizer changes a model in a loop. */
  private static Optional<Site> step(FinishedRun run, Loop loop, Term model) {
    return run.nodes(Event.Step.class).stream()
        .filter(loop::contains)
        .map(run::event)
        .filter(
            event ->
                event instanceof Event.Step step
                    && run.training().covers(model, run.training().of(step.optimizer()))
                        == Proof.YES)
        .map(Event::site)
        .findFirst();
  }

  /** Whether a state is there when a turn of a loop begins that trains the model further. */
  private static boolean isKept(FinishedRun run, Loop loop, States states, Term.Made state) {
    int first = run.run().firstSerial(Optional.of(loop));
    if (state.serial() < first) {
      return true;
    }
    boolean isTakenInside = state.serial() < run.run().control().endSerial(loop.header());
    return isTakenInside
        && (states.carried().stream()
                .filter(variable -> variable.serial() >= first)
                .anyMatch(variable -> States.of(variable, run).taken().contains(state))
            || !run.run().heap().holders(state).isEmpty());
  }

  /**
   * What a value may be.
   *
   * @param taken the states that modules gave, not copied since
   * @param carried the variables of loops that the value went through
   * @param isOnly whether it is nothing else, but for nothing at all
   */
  private record States(List<Term.Made> taken, List<Term.Carried> carried, boolean isOnly) {

    static States of(Term value, FinishedRun run) {
      List<Term.Made> taken = new ArrayList<>();
      List<Term.Carried> carried = new ArrayList<>();
      boolean isOnly = true;
      Set<Term> seen = new HashSet<>(Set.of(value));
      Deque<Term> open = new ArrayDeque<>(seen);
      while (!open.isEmpty()) {
        Term term = open.pop();
        List<Term> next = List.of();
        switch (term) {
          case Term.Either either -> next = either.options();
          case Term.Carried variable -> {
            carried.add(variable);
            next = run.run().control().values(variable);
          }
          case Term.Made made
              when made.callee() instanceof Term.Member method
                  && Layers.givesState(method.name())
                  && made.arguments().isEmpty() ->
              taken.add(made);
          case Term.Written written -> {}
          default -> isOnly = false;
        }
        next.stream().filter(seen::add).forEach(open::push);
      }
      return new States(taken, carried, isOnly);
    }
  }
}
