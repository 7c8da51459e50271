package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Autocast;
import dev.tensorvet.facts.GradientEvent;
import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The events of a run as the parameters of one optimizer see them. */
final class OptimizerView {

  /** What a scheduler is called; the last hint, where nothing else tells what steps. */
  private static final Pattern SCHEDULER =
      Pattern.compile("(?i)(?:.*[._])?(?:lr_?)?sched(?:uler)?\\d*");

  private final Term optimizer;
  private final Relations relations;
  private final Training training;
  private final ProgramRun run;
  private final Objects objects;
  private final boolean isOnly;
  private final boolean isSteppedItself;
  private final Trained trained;

  /** The backward passes that are for another optimizer. */
  private final Set<Event> forOthers;

  /** The gradient scalers that scale its gradients, or may. */
  private final Set<Term> scalers = new HashSet<>();

  /** In which precision each value was computed, if any was in a lower one. */
  private final Map<Term, Autocast> forwards = new HashMap<>();

  /** Whether who is given a value can get at the optimizer or its parameters. */
  private final Map<Term, Boolean> hands = new HashMap<>();

  /** Values that nothing of the trained modules went into. */
  private final Set<Term> notFromModel = new HashSet<>();

  /**
   * @param optimizers how many there are in the run
   */
  OptimizerView(Term optimizer, FinishedRun run, int optimizers) {
    this.optimizer = optimizer;
    this.relations = run.relations();
    this.training = run.training();
    this.run = run.run();
    this.objects = run.objects();
    this.isOnly = optimizers <= 1;
    this.trained = training.of(optimizer);
    this.forOthers = isOnly ? Set.of() : forOthers(run);
    List<Event.Step> steps =
        run.events(Event.Step.class)
            .filter(step -> relations.same(step.optimizer(), optimizer) == Proof.YES)
            .toList();
    this.isSteppedItself = !steps.isEmpty();
    steps.forEach(step -> step.scaler().ifPresent(scalers::add));
    run.events(Event.Backward.class)
        .flatMap(backward -> backward.losses().stream())
        .forEach(loss -> objects.scalerOf(loss).ifPresent(scalers::add));
    boolean isMixed =
        run.events(Event.Forward.class).anyMatch(forward -> forward.autocast().isOn());
    if (isMixed) {
      run.events(Event.Forward.class)
          .forEach(forward -> forwards.put(forward.result(), forward.autocast()));
    }
  }

  private Set<Event> forOthers(FinishedRun finished) {
    Set<Event> passes = new HashSet<>();
    for (int pass : finished.nodes(Event.Backward.class)) {
      Optional<Loop> loop = finished.graph().loopsAround(pass).stream().findFirst();
      if (loop.filter(l -> isForOther(pass, l, finished)).isPresent()) {
        passes.add(finished.event(pass));
      }
    }
    return passes;
  }

  private boolean isForOther(int pass, Loop loop, FinishedRun finished) {
    List<Integer> later =
        finished.graph().eventNodes().filter(n -> n > pass && loop.contains(n)).boxed().toList();
    return later.stream()
            .filter(n -> finished.event(n) instanceof Event.Step)
            .findFirst()
            .filter(n -> isUsedByOther(pass, n, later, finished))
            .isPresent()
        && isThrownAway(pass, loop, later, finished);
  }

  /** Whether a step is that of another optimizer, and uses what a backward pass has filled. */
  private boolean isUsedByOther(int pass, int node, List<Integer> later, FinishedRun finished) {
    Term other = ((Event.Step) finished.event(node)).optimizer();
    Trained ofOther = training.of(other);
    return relations.same(other, optimizer) == Proof.NO
        && ((Event.Backward) finished.event(pass))
            .losses().stream().anyMatch(l -> training.fills(l, ofOther, other) == Proof.YES)
        && later.stream()
            .takeWhile(n -> n != node)
            .noneMatch(
                n ->
                    finished.event(n) instanceof Event.Zero zero
                        && (relations.same(zero.target(), other) == Proof.YES
                            || training.covers(zero.target(), ofOther) == Proof.YES));
  }

  /**
   * Whether these gradients are set to zero after a pass, in its turn or the next, before a step.
   */
  private boolean isThrownAway(int pass, Loop loop, List<Integer> later, FinishedRun finished) {
    return Stream.concat(
            later.stream(),
            finished.graph().eventNodes().filter(n -> n < pass && loop.contains(n)).boxed())
        .filter(n -> isOfThese(finished.event(n)))
        .findFirst()
        .filter(n -> finished.event(n) instanceof Event.Zero)
        .filter(n -> finished.graph().isSureWith(n, pass))
        .isPresent();
  }

  private boolean isOfThese(Event event) {
    return switch (event) {
      case Event.Step step -> relations.same(step.optimizer(), optimizer) != Proof.NO;
      case Event.Zero zero -> zero(zero.target()).isPresent();
      case Event.GradientWrite write -> true;
      case Event.Read read -> true;
      default -> false;
    };
  }

  Optional<GradientEvent> see(Event event) {
    return kind(event)
        .map(
            kind ->
                event instanceof Event.Backward backward
                    ? new GradientEvent(
                        kind,
                        event.site(),
                        source(backward),
                        backward.autocast(),
                        ofLoss(backward),
                        forOthers.contains(backward))
                    : new GradientEvent(
                        kind, event.site(), Optional.empty(), Autocast.OFF, Autocast.OFF, false));
  }

  /**
   * In which precision a loss was computed that is as it was, or is scaled by a scaler that is on.
   */
  private Autocast ofLoss(Event.Backward backward) {
    if (forwards.isEmpty() || backward.losses().size() != 1) {
      return Autocast.OFF;
    }
    Term loss = backward.losses().getFirst();
    boolean isKnown =
        objects.scalerOf(loss).map(objects::isAlwaysOn).orElse(!(loss instanceof Term.Either))
            && !(loss instanceof Term.Computed computed && computed.operator().equals("*"));
    List<Autocast> all = new ArrayList<>();
    relations.comesFrom(
        loss,
        term -> {
          Optional.ofNullable(forwards.get(term)).ifPresent(all::add);
          return false;
        });
    Autocast common = all.stream().reduce(Autocast::and).orElse(Autocast.OFF);
    return isKnown ? common : common.and(Autocast.ON);
  }

  /** Where the loss of a backward pass was computed. */
  private static Optional<Site> source(Event.Backward backward) {
    return backward.losses().stream().flatMap(loss -> made(loss).stream()).findFirst();
  }

  private static Optional<Site> made(Term loss) {
    return switch (loss) {
      case Term.Made made -> Optional.of(made.site());
      case Term.Computed computed ->
          computed.operands().stream().flatMap(o -> made(o).stream()).findFirst();
      default -> Optional.empty();
    };
  }

  private Optional<Kind> kind(Event event) {
    return switch (event) {
      case Event.Zero zero -> zero(zero.target());
      case Event.Backward backward -> backward(backward);
      case Event.Step step when isOfScheduler(step) -> Optional.empty();
      case Event.Step step -> {
        Proof isOurs = relations.same(step.optimizer(), optimizer);
        Kind kind =
            step.scaler().filter(s -> isScaler(s)).isPresent() ? Kind.SCALED_STEP : Kind.STEP;
        yield maybe(isOurs, kind);
      }
      case Event.Clip clip -> clip(clip.target());
      case Event.Unscale unscale -> {
        Proof isOurs = relations.same(unscale.optimizer(), optimizer);
        boolean shares = training.shares(unscale.optimizer(), trained);
        yield shares && isOurs != Proof.YES
            ? Optional.of(Kind.OTHER_UNSCALE)
            : maybe(isOurs, Kind.UNSCALE);
      }
      case Event.GradientWrite write -> Optional.of(Kind.UNKNOWN);
      case Event.Opaque opaque -> opaque(opaque);
      // Who computes gradients apart may also hand them to the parameters out of sight.
      case Event.Gradient gradient -> Optional.of(Kind.MAYBE_BACKWARD);
      case Event.Read read -> Optional.of(Kind.READ);
      case Event.Made made ->
          relations.same(made.object(), optimizer) == Proof.YES
              ? Optional.of(Kind.MADE)
              : Optional.empty();
      case Event.CrossEntropy e -> Optional.empty();
      case Event.Accumulate e -> Optional.empty();
      case Event.Mode e -> Optional.empty();
      case Event.Forward e -> Optional.empty();
      case Event.Schedule e -> Optional.empty();
      case Event.ScaleUpdate update ->
          scalers.stream().anyMatch(s -> relations.same(s, update.scaler()) != Proof.NO)
              ? Optional.of(Kind.SCALE_UPDATE)
              : Optional.empty();
      case Event.Load e -> Optional.empty();
      case Event.SetEpoch e -> Optional.empty();
      case Event.Surrounding e -> Optional.empty();
    };
  }

  /**
   * Where the optimizer steps by itself, an object out of sight that is called so is no wrapper.
   */
  private boolean isOfScheduler(Event.Step step) {
    return isSteppedItself
        && relations.same(step.optimizer(), optimizer) == Proof.UNKNOWN
        && step.site().receiver().filter(name -> SCHEDULER.matcher(name).matches()).isPresent();
  }

  private boolean isScaler(Term term) {
    return objects.is(term, Role.GRAD_SCALER);
  }

  private static Optional<Kind> maybe(Proof isOurs, Kind kind) {
    return switch (isOurs) {
      case YES -> Optional.of(kind);
      case UNKNOWN -> Optional.of(Kind.UNKNOWN);
      case NO -> Optional.empty();
    };
  }

  private Optional<Kind> zero(Term target) {
    Proof isItself = relations.same(target, optimizer);
    // Another optimizer of the same parameters zeroes the same gradients, and so does the one in a
    // wrapper.
    if (training.shares(target, trained) || run.heap().holders(target).contains(optimizer)) {
      return Optional.of(Kind.ZERO);
    }
    if (isItself == Proof.YES || objects.is(target, Role.OPTIMIZER)) {
      return maybe(isItself, Kind.ZERO);
    }
    return maybe(training.covers(target, trained).or(isItself), Kind.ZERO);
  }

  private Optional<Kind> backward(Event.Backward backward) {
    Kind kind = backward.isScaled() ? Kind.SCALED_BACKWARD : Kind.BACKWARD;
    if (isOnly) {
      return Optional.of(kind);
    }
    Proof fills = Proof.NO;
    for (Term loss : backward.losses()) {
      fills = fills.or(training.fills(loss, trained, optimizer));
    }
    return maybe(fills, kind);
  }

  private Optional<Kind> clip(Term target) {
    if (objects.is(target, Role.OPTIMIZER)) {
      return maybe(relations.same(target, optimizer), Kind.CLIP);
    }
    Predicate<Term> isOurs =
        term ->
            training.covers(term, trained) == Proof.YES
                || relations.same(term, optimizer) == Proof.YES;
    if (relations.comesFrom(target, isOurs)) {
      return Optional.of(Kind.CLIP);
    }
    if (isOnly && !trained.isComplete()) {
      return Optional.of(Kind.CLIP);
    }
    return trained.modules().isEmpty() ? Optional.of(Kind.MAYBE_CLIP) : Optional.empty();
  }

  private Optional<Kind> opaque(Event.Opaque opaque) {
    boolean isGiven = opaque.given().stream().anyMatch(this::hands);
    boolean isMethodOfHolder =
        opaque
            .receiver()
            .filter(
                r ->
                    relations.same(r, optimizer) == Proof.YES
                        || (!trained.modules().contains(r) && hands(r)))
            .isPresent();
    if (isGiven || isMethodOfHolder) {
      return Optional.of(Kind.UNKNOWN);
    }
    boolean mayBeFed =
        trained.modules().isEmpty()
            || opaque.given().stream()
                .anyMatch(
                    value ->
                        relations.comesFrom(
                            value,
                            term -> training.covers(term, trained) == Proof.YES,
                            notFromModel));
    return mayBeFed ? Optional.of(Kind.MAYBE_BACKWARD) : Optional.empty();
  }

  private boolean hands(Term value) {
    return hands.computeIfAbsent(value, given -> relations.gives(given, this::reaches));
  }

  private boolean reaches(Term term) {
    return relations.same(term, optimizer) == Proof.YES
        || run.heap().holders(optimizer).contains(term)
        || (optimizer instanceof Term.Member member && member.owner().equals(term))
        || trained.modules().contains(term)
        || scalers.contains(term);
  }
}
