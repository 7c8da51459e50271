package dev.tensorvet.reader.run;

import dev.tensorvet.facts.SchedulerEvent;
import dev.tensorvet.facts.SchedulerEvent.Kind;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The events of a run as one scheduler sees them. */
final class SchedulerView {

  private final Term scheduler;
  private final Term optimizer;
  private final FinishedRun run;
  private final Relations relations;

  /** Whether who is given a value can get at the scheduler or its optimizer. */
  private final Map<Term, Boolean> hands = new HashMap<>();

  /** What no model and no loss went into. */
  private final Set<Term> notComputed = new HashSet<>();

  SchedulerView(Term scheduler, Term optimizer, FinishedRun run) {
    this.scheduler = scheduler;
    this.optimizer = optimizer;
    this.run = run;
    this.relations = run.relations();
  }

  Optional<SchedulerEvent> see(Event event) {
    return kind(event).map(kind -> new SchedulerEvent(kind, event.site()));
  }

  private Optional<Kind> kind(Event event) {
    return switch (event) {
      case Event.Made made -> made(made.object());
      case Event.Schedule schedule -> schedule(schedule);
      case Event.Step step -> step(step);
      case Event.Opaque opaque -> opaque(opaque);
      case Event.Zero e -> Optional.empty();
      case Event.Backward e -> Optional.empty();
      case Event.Clip e -> Optional.empty();
      case Event.Unscale e -> Optional.empty();
      case Event.GradientWrite e -> Optional.empty();
      case Event.Read e -> Optional.empty();
      case Event.Mode e -> Optional.empty();
      case Event.Forward e -> Optional.empty();
      case Event.ScaleUpdate e -> Optional.empty();
      case Event.Load e -> Optional.empty();
      case Event.SetEpoch e -> Optional.empty();
      case Event.Surrounding e -> Optional.empty();
      case Event.Gradient e -> Optional.empty();
      case Event.CrossEntropy e -> Optional.empty();
      case Event.Accumulate e -> Optional.empty();
    };
  }

  /** What is made with the scheduler, a chain of several say, may step it; no optimizer does. */
  private Optional<Kind> made(Term.Made object) {
    if (object.equals(scheduler)) {
      return Optional.of(Kind.MADE);
    }
    boolean isGiven =
        !run.objects().is(object, Role.OPTIMIZER)
            && object.arguments().stream().anyMatch(a -> relations.gives(a, scheduler::equals));
    return isGiven ? Optional.of(Kind.UNKNOWN) : Optional.empty();
  }

  private Optional<Kind> schedule(Event.Schedule schedule) {
    return switch (relations.same(schedule.scheduler(), scheduler)) {
      case YES -> {
        boolean isMetric = schedule.given().stream().anyMatch(this::isComputed);
        Kind given = isMetric ? Kind.SCHEDULE_WITH_METRIC : Kind.SCHEDULE_WITH;
        yield Optional.of(schedule.given().isEmpty() ? Kind.SCHEDULE : given);
      }
      case UNKNOWN -> Optional.of(Kind.UNKNOWN);
      case NO -> Optional.empty();
    };
  }

  private boolean isComputed(Term value) {
    return relations.comesFrom(
        value,
        t ->
            t instanceof Term.Made made
                && (run.objects().isModule(made.callee())
                    || run.objects().is(made, Role.LOSS_FUNCTION)),
        notComputed);
  }

  private Optional<Kind> step(Event.Step step) {
    boolean mayBeScheduler = relations.same(step.optimizer(), scheduler) != Proof.NO;
    return switch (relations.same(step.optimizer(), optimizer)) {
      case YES -> Optional.of(Kind.STEP);
      case UNKNOWN -> Optional.of(Kind.UNKNOWN);
      case NO -> Optional.of(mayBeScheduler ? Kind.UNKNOWN : Kind.OTHER_STEP);
    };
  }

  private Optional<Kind> opaque(Event.Opaque opaque) {
    boolean isReached =
        opaque.given().stream().anyMatch(this::hands)
            || opaque.receiver().filter(this::hands).isPresent();
    return isReached ? Optional.of(Kind.UNKNOWN) : Optional.empty();
  }

  private boolean hands(Term value) {
    return hands.computeIfAbsent(value, given -> relations.gives(given, this::reaches));
  }

  private boolean reaches(Term term) {
    return term.equals(scheduler)
        || relations.same(term, optimizer) == Proof.YES
        || run.run().heap().holders(scheduler).contains(term)
        || run.run().heap().holders(optimizer).contains(term);
  }
}
