package dev.tensorvet.reader.run;

import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.reader.run.AccumulationWindows.Seen;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what steps in a run, and what happens to the gradients of each. */
final class OptimizerTraces implements RunReader<OptimizerTrace> {

  /** An optimizer in a trainer: of holders in holders others may know more. */
  private static final int DEEPEST_HOLDER = 2;

  @Override
  public Class<OptimizerTrace> kind() {
    return OptimizerTrace.class;
  }

  @Override
  public List<OptimizerTrace> read(FinishedRun run) {
    Map<Term, Certainty> optimizers = optimizers(run);
    List<OptimizerTrace> traces = new ArrayList<>();
    boolean isExchanged = isExchanged(run);
    optimizers.forEach(
        (optimizer, certainty) -> {
          OptimizerView view = new OptimizerView(optimizer, run, optimizers.size());
          Optional<Place> madeAt =
              optimizer instanceof Term.Made made && run.objects().role(made).isPresent()
                  ? Optional.of(made.site().place())
                  : Optional.empty();
          boolean isSeenWhole = madeAt.isPresent() && isSeenWhole(optimizer, run, 0);
          EventGraph<Seen> seen =
              run.graph().map(event -> view.see(event).map(gradient -> new Seen(gradient, event)));
          traces.add(
              new OptimizerTrace(
                  run.file(),
                  name(optimizer, run),
                  certainty,
                  madeAt,
                  isSeenWhole,
                  seen.as(Seen::gradient),
                  AccumulationWindows.of(seen, optimizer, run),
                  isExchanged));
        });
    return traces;
  }

  private static boolean isExchanged(FinishedRun run) {
    return run.events(Event.Wrap.class).anyMatch(wrap -> wrap.wrapper() == Wrapper.DISTRIBUTED)
        && !run.run().vocabulary(run.module()).mayName(Wrapper.postponing());
  }

  /** Whether no other code finds an object: it, and what holds it, were made in the run. */
  private static boolean isSeenWhole(Term object, FinishedRun run, int depth) {
    return object instanceof Term.Made
        && depth < DEEPEST_HOLDER
        && !run.run().isOuter(object)
        && run.run().heap().holders(object).stream()
            .allMatch(holder -> isSeenWhole(holder, run, depth + 1));
  }

  /** What steps in a run, with how sure it is that it is an optimizer. */
  private static Map<Term, Certainty> optimizers(FinishedRun run) {
    Set<Term> steppers = new LinkedHashSet<>();
    run.events()
        .flatMap(event -> named(event, run).stream())
        .forEach(
            named -> {
              if (steppers.stream().noneMatch(o -> run.relations().same(o, named) == Proof.YES)) {
                steppers.add(named);
              }
            });
    Map<Term, Certainty> optimizers = new LinkedHashMap<>();
    for (Term stepper : steppers) {
      certainty(stepper, run).ifPresent(c -> optimizers.put(stepper, c));
    }
    return optimizers;
  }

  /** The object that an event uses as an optimizer. */
  private static Optional<Term> named(Event event, FinishedRun run) {
    return switch (event) {
      case Event.Step step -> Optional.of(step.optimizer());
      case Event.Unscale unscale -> Optional.of(unscale.optimizer());
      case Event.Zero zero ->
          Optional.of(zero.target()).filter(t -> run.objects().is(t, Role.OPTIMIZER));
      default -> Optional.empty();
    };
  }

  /** What the code calls an optimizer. */
  private static String name(Term optimizer, FinishedRun run) {
    return run.events()
        .filter(event -> isCalled(event, optimizer, run.relations()))
        .findFirst()
        .map(event -> event.site().receiver().orElse("optimizer"))
        .orElse("optimizer");
  }

  /** Whether an event is a call of a method of the optimizer itself. */
  private static boolean isCalled(Event event, Term optimizer, Relations relations) {
    return switch (event) {
      case Event.Step step ->
          step.scaler().isEmpty() && relations.same(step.optimizer(), optimizer) == Proof.YES;
      case Event.Zero zero -> relations.same(zero.target(), optimizer) == Proof.YES;
      default -> false;
    };
  }

  /** How sure it is that something is an optimizer; empty when it may as well be none. */
  private static Optional<Certainty> certainty(Term term, FinishedRun run) {
    Optional<Role> role = run.objects().role(term);
    if (role.isPresent()) {
      return role.get() == Role.OPTIMIZER ? Optional.of(run.certainty()) : Optional.empty();
    }
    boolean zeroes = run.events(Event.Zero.class).anyMatch(e -> is(e.target(), term, run));
    boolean runsBackward =
        run.events(Event.Backward.class)
            .anyMatch(e -> e.through().filter(t -> is(t, term, run)).isPresent());
    boolean stepsByScaler =
        run.events(Event.Step.class)
            .anyMatch(
                e ->
                    e.scaler().flatMap(run.objects()::role).isPresent()
                        && is(e.optimizer(), term, run));
    // What zeroes, and steps, and is no model of its own, is used as an optimizer.
    boolean isUsedAsOne = zeroes || stepsByScaler;
    boolean isEngine = runsBackward && !zeroes;
    return isUsedAsOne && !isEngine ? Optional.of(Certainty.LIKELY) : Optional.empty();
  }

  private static boolean is(Term one, Term other, FinishedRun run) {
    return run.relations().same(one, other) == Proof.YES;
  }
}
