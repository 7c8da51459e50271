package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Autocast;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.tensor.Proof;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What stands around the code of a run: whether graphs are built there, and in which precision it
 * computes.
 */
final class Contexts {

  private static final Term ON = new Term.Written(new Constant.Flag(true));
  private static final Term OFF = new Term.Written(new Constant.Flag(false));

  /** Where the run keeps whether graphs are built, on each of its ways. */
  private static final Term.Member SWITCH = new Term.Member(Term.NOTHING, "builds graphs");

  private final Heap heap;
  private final Objects objects;

  /** The serial numbers of what came to be where no graph was built. */
  private final BitSet graphless = new BitSet();

  private final Set<Term.Computed> computedGraphless = new HashSet<>();

  /** The serial numbers of what came to be under autocast. */
  private final BitSet cast = new BitSet();

  /** The same, of what came to be in functions whose decorators may switch it. */
  private final BitSet decorated = new BitSet();

  /** The serial numbers of what came to be in inference mode. */
  private final BitSet inferred = new BitSet();

  private final Set<Term.Computed> computedInferred = new HashSet<>();

  /** Whether graphs were ever switched on or off: in most runs nobody does, nor need look it up. */
  private boolean isSwitched;

  private int decorators;
  private boolean isInference;
  private Autocast autocast = Autocast.OFF;

  Contexts(Heap heap, Objects objects) {
    this.heap = heap;
    this.objects = objects;
    heap.fields().put(SWITCH, ON);
  }

  /** Something comes to be here. */
  void made(int serial) {
    graphless.set(serial, !buildsGraph());
    cast.set(serial, autocast.isOn());
    decorated.set(serial, decorators > 0);
    inferred.set(serial, isInference);
  }

  /** Whether anything came to be in inference mode. */
  boolean hasInference() {
    return !inferred.isEmpty();
  }

  /** Whether a value came to be in inference mode. */
  boolean isInferred(Term value) {
    return switch (value) {
      case Term.Made made -> inferred.get(made.serial());
      case Term.Computed computed -> computedInferred.contains(computed);
      default -> false;
    };
  }

  /** Whether anything came to be under autocast. */
  boolean hasAutocast() {
    return !cast.isEmpty();
  }

  /** Whether the result of a call was computed under autocast. */
  boolean isCast(Term.Made result) {
    return cast.get(result.serial());
  }

  /** Whether the result of a call may have been computed under autocast. */
  boolean mayBeCast(Term.Made result) {
    return cast.get(result.serial()) || decorated.get(result.serial());
  }

  /** Runs a function's body under what its decorators say. */
  Term decorated(FunctionEntity function, Supplier<Term> body) {
    if (function.decorators().isEmpty()) {
      return body.get();
    }
    int casting = objects.isDecorated(function, Effect.AUTOCAST) ? 1 : 0;
    boolean outer = isInference;
    decorators += casting;
    isInference |= objects.isInference(function);
    Term value = withoutGradient(objects.isWithoutGradient(function), body);
    decorators -= casting;
    isInference = outer;
    return value;
  }

  /** Tells that an operator's result was computed, where no graph may have been built. */
  void compute(Term.Computed value) {
    if (!buildsGraph()) {
      computedGraphless.add(value);
    }
    if (isInference) {
      computedInferred.add(value);
    }
  }

  /** Whether a value came to be where no graph was built. */
  boolean isGraphless(Term value) {
    return switch (value) {
      case Term.Made made -> graphless.get(made.serial());
      case Term.Unknown unknown -> graphless.get(unknown.serial());
      case Term.Computed computed -> computedGraphless.contains(computed);
      default -> false;
    };
  }

  boolean buildsGraph() {
    return graph() != Proof.NO;
  }

  /** Whether graphs are built here; unknown after a switch of which nobody knows what it did. */
  Proof graph() {
    return !isSwitched ? Proof.YES : Conditions.truth(mode()).map(Proof::of).orElse(Proof.UNKNOWN);
  }

  /**
   * Switches for what comes from here on, whether graphs are built.
   *
   * @param mode on or off
   */
  void switchGraphs(Term mode) {
    isSwitched = true;
    heap.fields().put(SWITCH, mode);
  }

  /** What {@link #switchGraphs} was told last. */
  Term mode() {
    return heap.fields().get(SWITCH).orElse(ON);
  }

  /** In which precision the code computes that runs now. */
  Autocast autocast() {
    return autocast;
  }

  /**
   * Does something under a context.
   *
   * @param mode whether graphs were built before the context was made, which may have switched it
   */
  void under(Term context, Term mode, Runnable body) {
    Optional<GraphSwitch> change = objects.graphSwitch(context);
    switch (change.orElse(GraphSwitch.AS_TOLD)) {
      case ON -> switchGraphs(ON);
      case OFF -> switchGraphs(OFF);
      case AS_TOLD -> {}
    }
    Autocast outer = autocast;
    autocast = objects.autocast(context).orElse(outer);
    boolean outerInference = isInference;
    isInference = objects.inference(context).orElse(outerInference);
    body.run();
    isInference = outerInference;
    autocast = outer;
    if (change.isPresent()) {
      switchGraphs(mode);
    }
  }

  /** Runs a function's body with graphs switched off, when its decorators say so. */
  private Term withoutGradient(boolean isOff, Supplier<Term> body) {
    if (!isOff) {
      return body.get();
    }
    Term mode = mode();
    switchGraphs(OFF);
    Term value = body.get();
    switchGraphs(mode);
    return value;
  }

  /** What a context does to whether graphs are built, until it ends. */
  enum GraphSwitch {
    ON,
    OFF,
    /** The call that made it has switched, as its argument said. */
    AS_TOLD
  }
}
