package dev.tensorvet.facts;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What stands around the code of a run: whether graphs are built there, and in which precision it
 * computes.
 */
final class Contexts {

  private final Objects objects;

  /** The serial numbers of what came to be where no graph was built. */
  private final BitSet graphless = new BitSet();

  private final Set<Term.Computed> computedGraphless = new HashSet<>();
  private int withoutGradient;
  private Autocast autocast = Autocast.OFF;

  Contexts(Objects objects) {
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
    return withoutGradient == 0;
  }

  /** In which precision the code computes that runs now. */
  Autocast autocast() {
    return autocast;
  }

  /** Does something under a context. */
  void under(Term context, Runnable body) {
    int change = objects.gradientChange(context);
    int before = withoutGradient;
    withoutGradient = change > 0 ? before + 1 : change < 0 ? 0 : before;
    Autocast outer = autocast;
    autocast = objects.autocast(context).orElse(outer);
    body.run();
    autocast = outer;
    withoutGradient = before;
  }

  /** Runs a function's body with graphs switched off, when its decorators say so. */
  Term withoutGradient(boolean isOff, Supplier<Term> body) {
    withoutGradient += isOff ? 1 : 0;
    Term value = body.get();
    withoutGradient -= isOff ? 1 : 0;
    return value;
  }
}
