package dev.tensorvet.facts;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.tensor.Proof;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What stands around the code of a run: whether graphs are built there, and in which precision it
 * computes.
 */
final class Contexts {

  private static final Term ON = new Term.Written(new Constant.Flag(true));

  /** Where the run keeps whether graphs are built, but for what it runs under. */
  private static final Term.Member SWITCH = new Term.Member(Term.NOTHING, "builds graphs");

  private final Heap heap;
  private final Objects objects;

  /** The serial numbers of what came to be where no graph was built. */
  private final BitSet graphless = new BitSet();

  private final Set<Term.Computed> computedGraphless = new HashSet<>();
  private int withoutGradient;
  private Autocast autocast = Autocast.OFF;

  Contexts(Heap heap, Objects objects) {
    this.heap = heap;
    switchGraphs(ON);
    this.objects = objects;
  }

  /** Something comes to be here. */
  void made(int serial) {
    graphless.set(serial, !buildsGraph());
  }

  /** Tells that an operator's result was computed, where no graph may have been built. */
  void compute(Term.Computed value) {
    if (!buildsGraph()) {
      computedGraphless.add(value);
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
    if (withoutGradient > 0) {
      return Proof.NO;
    }
    return Conditions.truth(mode()).map(Proof::of).orElse(Proof.UNKNOWN);
  }

  /**
   * Switches for what comes from here on, whether graphs are built.
   *
   * @param mode on or off
   */
  void switchGraphs(Term mode) {
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
    int change = objects.gradientChange(context);
    int before = withoutGradient;
    withoutGradient = change > 0 ? before + 1 : change < 0 ? 0 : before;
    if (change < 0) {
      switchGraphs(ON);
    }
    Autocast outer = autocast;
    autocast = objects.autocast(context).orElse(outer);
    body.run();
    autocast = outer;
    withoutGradient = before;
    if (change < 0 || objects.switchesGraphs(context)) {
      switchGraphs(mode);
    }
  }

  /** Runs a function's body with graphs switched off, when its decorators say so. */
  Term withoutGradient(boolean isOff, Supplier<Term> body) {
    withoutGradient += isOff ? 1 : 0;
    Term value = body.get();
    withoutGradient -= isOff ? 1 : 0;
    return value;
  }
}
