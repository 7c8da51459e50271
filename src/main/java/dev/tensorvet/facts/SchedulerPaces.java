package dev.tensorvet.facts;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Schedulers;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds how often a scheduler steps, and what its length counts. */
final class SchedulerPaces {

  private final Term.Made scheduler;
  private final Schedulers.Signature signature;
  private final FinishedRun run;
  private final EventGraph<Event> graph;
  private final List<Integer> steps;

  private SchedulerPaces(
      Term.Made scheduler, Term optimizer, Schedulers.Signature signature, FinishedRun run) {
    this.scheduler = scheduler;
    this.signature = signature;
    this.run = run;
    this.graph = run.graph();
    this.steps =
        run.nodes(Event.Step.class).stream()
            .filter(
                n ->
                    run.event(n) instanceof Event.Step step
                        && run.relations().same(step.optimizer(), optimizer) == Proof.YES)
            .toList();
  }

  static List<SchedulerPace> of(
      Term.Made scheduler, Term optimizer, Schedulers.Signature signature, FinishedRun run) {
    return new SchedulerPaces(scheduler, optimizer, signature, run).all();
  }

  private List<SchedulerPace> all() {
    List<SchedulerPace> paces = new ArrayList<>();
    for (int node : run.nodes(Event.Schedule.class)) {
      boolean isOurs =
          run.event(node) instanceof Event.Schedule schedule
              && schedule.given().isEmpty()
              && run.relations().same(schedule.scheduler(), scheduler) == Proof.YES;
      if (isOurs) {
        pace(node).ifPresent(paces::add);
      }
    }
    return paces;
  }

  /** Empty unless the optimizer steps in a loop over batches inside of a loop over epochs. */
  private Optional<SchedulerPace> pace(int schedule) {
    List<Loop> loops = graph.loopsAround(schedule);
    Optional<Integer> step =
        steps.stream().filter(n -> !loops.isEmpty() && loops.getFirst().contains(n)).findFirst();
    if (step.isEmpty()) {
      return Optional.empty();
    }
    List<Loop> ofStep = graph.loopsAround(step.get());
    Loop batches = ofStep.getFirst();
    boolean isForEachBatch = batches.equals(loops.getFirst());
    Optional<Loop> epochs =
        isForEachBatch
            ? loops.stream().skip(1).findFirst()
            : Optional.of(loops.getFirst()).filter(l -> ofStep.indexOf(l) == 1);
    return Optional.of(
        new SchedulerPace(
            run.event(schedule).site(),
            isForEachBatch,
            epochs.flatMap(this::countingEpochs),
            epochs.flatMap(l -> counting(length -> comesFromSize(length, batches))),
            isForEachBatch ? window(schedule, step.get()) : Optional.empty()));
  }

  /** The parameter whose argument is of a kind. */
  private Optional<String> counting(Predicate<Term> isCounted) {
    return signature.lengths().stream()
        .filter(p -> scheduler.argument(p).filter(isCounted).isPresent())
        .map(Parameter::name)
        .findFirst();
  }

  /** The parameter that is the number of epochs, or a written part of it. */
  private Optional<String> countingEpochs(Loop epochs) {
    return run.run()
        .control()
        .iterated(epochs.header())
        .filter(
            t ->
                t instanceof Term.Made range
                    && !range.positional().isEmpty()
                    && run.objects()
                        .libraryName(range.callee())
                        .filter(PythonFunctions::counts)
                        .isPresent())
        .map(t -> (Term.Made) t)
        .map(range -> range.positional().get(range.positional().size() > 1 ? 1 : 0))
        .flatMap(number -> counting(length -> isPart(length, number)));
  }

  private static boolean isPart(Term length, Term whole) {
    if (length instanceof Term.Group group) {
      return !group.elements().isEmpty() && isPart(group.elements().getLast(), whole);
    }
    Optional<Double> part = number(length);
    Optional<Double> all = number(whole);
    if (part.isEmpty()) {
      return length.equals(whole);
    }
    return all.isPresent() && part.get() <= all.get();
  }

  private static Optional<Double> number(Term term) {
    return term instanceof Term.Written written && written.value() instanceof Constant.Number number
        ? Optional.of(number.value())
        : Optional.empty();
  }

  /** Whether the number of batches went into a length. */
  private boolean comesFromSize(Term length, Loop batches) {
    Optional<Term> all = run.run().control().iterated(batches.header()).map(this::collection);
    return all.isPresent()
        && run.relations()
            .comesFrom(
                length,
                t ->
                    t instanceof Term.Computed size
                        && PythonFunctions.measures(size.operator())
                        && size.operands().contains(all.get()));
  }

  /** What a loop goes through, without numbers and progress bars. */
  private Term collection(Term iterated) {
    boolean isWrapper =
        iterated instanceof Term.Made made
            && !made.positional().isEmpty()
            && run.objects()
                .libraryName(made.callee())
                .flatMap(Effects::of)
                .filter(e -> e == Effects.Effect.ELEMENTS || e == Effects.Effect.NUMBERED_ELEMENTS)
                .isPresent();
    return isWrapper && iterated instanceof Term.Made made
        ? collection(made.positional().getFirst())
        : iterated;
  }

  /** The step stands under a condition of a window that the scheduler does not stand under. */
  private Optional<String> window(int schedule, int step) {
    for (Decision guard : graph.guards(step)) {
      boolean isShared =
          graph.guards(schedule).stream().anyMatch(d -> d.condition() == guard.condition());
      Optional<Modulus> modulus =
          isShared
              ? Optional.empty()
              : Modulus.of(run.run().control().question(guard.condition()), guard.value(), false);
      if (modulus.filter(m -> counting(l -> isDivided(l, m.every())).isPresent()).isPresent()) {
        return Optional.of(AccumulationWindow.number(Modulus.name(modulus.get().every())));
      }
    }
    return Optional.empty();
  }

  private boolean isDivided(Term length, Term every) {
    return run.relations()
        .comesFrom(
            length,
            t ->
                t instanceof Term.Computed quotient
                    && (quotient.operator().equals("/") || quotient.operator().equals("//"))
                    && quotient.operands().get(1).equals(every));
  }
}
