package dev.tensorvet.reader.run;

import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.Schedulers;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the schedulers of a run, and what happens to each. */
final class SchedulerTraces implements RunReader<SchedulerTrace> {

  @Override
  public Class<SchedulerTrace> kind() {
    return SchedulerTrace.class;
  }

  @Override
  public List<SchedulerTrace> read(FinishedRun run) {
    List<SchedulerTrace> traces = new ArrayList<>();
    for (Term.Made scheduler : schedulers(run)) {
      signature(scheduler, run)
          .flatMap(signature -> trace(scheduler, signature, run))
          .ifPresent(traces::add);
    }
    return traces;
  }

  /** What is made as a scheduler, in this run or before it. */
  private static Set<Term.Made> schedulers(FinishedRun run) {
    Set<Term.Made> schedulers = new LinkedHashSet<>();
    run.events(Event.Made.class).map(Event.Made::object).forEach(schedulers::add);
    run.events(Event.Schedule.class)
        .map(schedule -> run.relations().settled(schedule.scheduler()))
        .filter(Term.Made.class::isInstance)
        .map(Term.Made.class::cast)
        .forEach(schedulers::add);
    return schedulers;
  }

  private static Optional<Schedulers.Signature> signature(Term.Made made, FinishedRun run) {
    return run.objects().libraryName(made.callee()).flatMap(Schedulers::of);
  }

  private static Optional<SchedulerTrace> trace(
      Term.Made scheduler, Schedulers.Signature signature, FinishedRun run) {
    Parameter parameter = signature.optimizer();
    return scheduler
        .argument(parameter)
        .map(optimizer -> trace(scheduler, run.relations().settled(optimizer), signature, run));
  }

  private static SchedulerTrace trace(
      Term.Made scheduler, Term optimizer, Schedulers.Signature signature, FinishedRun run) {
    boolean isMadeHere =
        run.events(Event.Made.class).anyMatch(made -> made.object().equals(scheduler));
    return new SchedulerTrace(
        run.file(),
        name(scheduler, run),
        nameOfOptimizer(optimizer, run),
        signature.takesMetric(),
        wantsLarger(scheduler, signature),
        modeAt(scheduler, signature, run),
        run.certainty(),
        scheduler.site().place(),
        isMadeHere
            && run.run().heap().holders(scheduler).isEmpty()
            && !run.run().isOuter(scheduler),
        run.graph().map(new SchedulerView(scheduler, optimizer, run)::see),
        SchedulerPaces.of(scheduler, optimizer, signature, run));
  }

  private static Proof wantsLarger(Term.Made scheduler, Schedulers.Signature signature) {
    if (signature.mode().isEmpty()) {
      return Proof.UNKNOWN;
    }
    Parameter parameter = signature.mode().get();
    Optional<Term> mode = scheduler.argument(parameter);
    if (mode.isEmpty()) {
      boolean isComplete = scheduler.keywords().keySet().stream().noneMatch(k -> k.startsWith("*"));
      return isComplete ? Proof.NO : Proof.UNKNOWN;
    }
    return mode.get() instanceof Term.Written written
            && written.value() instanceof Constant.Text text
        ? Proof.of(Schedulers.isForLarger(text.value()))
        : Proof.UNKNOWN;
  }

  private static Optional<Place> modeAt(
      Term.Made scheduler, Schedulers.Signature signature, FinishedRun run) {
    return signature
        .mode()
        .flatMap(mode -> WrittenArguments.of(scheduler, mode, run))
        .filter(Expr.StringLiteral.class::isInstance)
        .map(value -> new Place(run.file(), value.span()));
  }

  private static String name(Term.Made scheduler, FinishedRun run) {
    return run.events(Event.Schedule.class)
        .filter(schedule -> run.relations().same(schedule.scheduler(), scheduler) == Proof.YES)
        .flatMap(schedule -> schedule.site().receiver().stream())
        .findFirst()
        .or(() -> scheduler.site().callee())
        .orElse("the scheduler");
  }

  private static String nameOfOptimizer(Term optimizer, FinishedRun run) {
    return run.events(Event.Step.class)
        .filter(
            step ->
                step.scaler().isEmpty()
                    && run.relations().same(step.optimizer(), optimizer) == Proof.YES)
        .flatMap(step -> step.site().receiver().stream())
        .findFirst()
        .orElse("optimizer");
  }
}
