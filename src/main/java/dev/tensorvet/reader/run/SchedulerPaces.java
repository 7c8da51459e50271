package dev.tensorvet.reader.run;

import dev.tensorvet.facts.AccumulationWindow;
import dev.tensorvet.facts.ScheduleEnd;
import dev.tensorvet.facts.SchedulerPace;
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
            isForEachBatch ? window(schedule, step.get()) : Optional.empty(),
            epochs.isPresent() && steps.size() == 1
                ? end(schedule, step.get(), isForEachBatch, batches, epochs.get())
                : Optional.empty()));
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
    return countedEpochs(epochs).flatMap(number -> counting(length -> isPart(length, number)));
  }

  /** What a loop over epochs counts up to. */
  private Optional<Term> countedEpochs(Loop epochs) {
    return range(epochs)
        .map(range -> range.positional().get(range.positional().size() > 1 ? 1 : 0));
  }

  /** The number of turns of a loop over epochs, where it is written. */
  private Optional<Double> turns(Loop epochs) {
    return range(epochs)
        .filter(range -> range.positional().size() < 3)
        .flatMap(
            range ->
                number(range.positional().getLast())
                    .flatMap(
                        end ->
                            range.positional().size() == 1
                                ? Optional.of(end)
                                : number(range.positional().getFirst()).map(first -> end - first)));
  }

  private Optional<Term.Made> range(Loop epochs) {
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
        .map(t -> (Term.Made) t);
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

  // --- where the schedule ends

  /**
   * Empty unless the scheduler and the optimizer step side by side, and the length is a product of
   * numbers, names and the number of batches: what else went into it may have changed it.
   */
  private Optional<ScheduleEnd> end(
      int schedule, int step, boolean isForEachBatch, Loop batches, Loop epochs) {
    boolean isPrepared =
        run.events(Event.Prepare.class).anyMatch(event -> event.objects().contains(scheduler));
    boolean isBeside = !isForEachBatch || graph.guards(schedule).equals(graph.guards(step));
    // What is asked before the loop is asked for all of the training.
    List<Decision> guards = graph.guards(schedule).stream().filter(batches::canChange).toList();
    if (isPrepared || !isBeside) {
      return Optional.empty();
    }
    return signature.lengths().stream()
        .filter(length -> Schedulers.isTotal(length.name()))
        .flatMap(
            length ->
                scheduler.argument(length).stream()
                    .flatMap(value -> Length.of(value, this::isSize).stream())
                    .flatMap(
                        told ->
                            end(length, told, isForEachBatch, guards, batches, epochs).stream()))
        .findFirst();
  }

  private Optional<ScheduleEnd> end(
      Parameter length,
      Length told,
      boolean isForEachBatch,
      List<Decision> guards,
      Loop batches,
      Loop epochs) {
    Optional<Double> run = turns(epochs);
    Optional<Double> written = told.isOpen() ? Optional.empty() : Optional.of(told.number());
    Optional<Double> forEpochs =
        length.name().equals(Schedulers.STEPS_PER_EPOCH)
            ? scheduler.argument(Schedulers.EPOCHS).flatMap(SchedulerPaces::number)
            : written;
    boolean isOfBatches = told.isOfSize() && isForEachBatch;
    if (isOfBatches && !guards.isEmpty()) {
      return comesFromSize(scheduler.argument(length).orElseThrow(), batches)
          ? every(guards).map(k -> end(length, Optional.of(k), 0, 0))
          : Optional.empty();
    }
    boolean isOfEpochs = !isForEachBatch && !told.isOfSize();
    return guards.isEmpty()
            && (isOfBatches || isOfEpochs)
            && run.isPresent()
            && forEpochs.isPresent()
            && !run.equals(forEpochs)
        ? Optional.of(
            end(length, Optional.empty(), forEpochs.get().intValue(), run.get().intValue()))
        : Optional.empty();
  }

  private static ScheduleEnd end(Parameter length, Optional<String> window, int told, int run) {
    return new ScheduleEnd(length.name(), window, told, run, Schedulers.isLimit(length.name()));
  }

  /** The number of batches of a window, if it is the only question that the steps stand under. */
  private Optional<String> every(List<Decision> guards) {
    return guards.size() == 1
        ? Modulus.of(
                run.run().control().question(guards.getFirst().condition()),
                guards.getFirst().value(),
                false)
            .filter(modulus -> !modulus.every().equals(new Term.Written(new Constant.Number(1))))
            .map(modulus -> AccumulationWindow.number(Modulus.name(modulus.every())))
        : Optional.empty();
  }

  private boolean isSize(Term term) {
    return term instanceof Term.Computed size && PythonFunctions.measures(size.operator());
  }

  /**
   * A length as a product.
   *
   * @param number the product of the written numbers
   * @param isOfSize whether the size of something is among the factors
   * @param isOpen whether a name is
   */
  private record Length(double number, boolean isOfSize, boolean isOpen) {

    static Optional<Length> of(Term value, Predicate<Term> isSize) {
      if (isSize.test(value)) {
        return Optional.of(new Length(1, true, false));
      }
      return switch (value) {
        case Term.Computed product
            when product.operator().equals("*") && product.operands().size() == 2 ->
            of(product.operands().getFirst(), isSize)
                .flatMap(
                    one ->
                        of(product.operands().getLast(), isSize)
                            .filter(other -> !(one.isOfSize && other.isOfSize))
                            .map(one::times));
        case Term.Written written when SchedulerPaces.number(written).isPresent() ->
            Optional.of(new Length(SchedulerPaces.number(written).get(), false, false));
        case Term.Member member -> Optional.of(new Length(1, false, true));
        case Term.Input input -> Optional.of(new Length(1, false, true));
        case Term.Outer outer -> Optional.of(new Length(1, false, true));
        default -> Optional.empty();
      };
    }

    private Length times(Length other) {
      return new Length(number * other.number, isOfSize || other.isOfSize, isOpen || other.isOpen);
    }
  }
}
