package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.Place;
import dev.tensorvet.flow.Step;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.source.Span;
import java.util.List;
import java.util.Optional;

/** Puts values where the assignments of a run say. */
final class Assignments {

  private final ProgramRun run;
  private final Operands operands;

  Assignments(ProgramRun run, Operands operands) {
    this.run = run;
    this.operands = operands;
  }

  void assign(Step.Assign step) {
    Term value = operands.evaluate(step.value());
    run.accumulations().ofAssignment(step, value);
    assign(step.target(), value, step.span());
  }

  /** A place gets a value. */
  void assign(Place target, Term value, Span span) {
    if (run.objects().isIterator(value) || run.objects().isIteration(value)) {
      run.heap().name(value);
    }
    store(target, value, span, true);
  }

  /**
   * @param isNew whether the place lets go of what it held, and does not only add to it
   */
  private void store(Place target, Term value, Span span, boolean isNew) {
    switch (target) {
      case Place.Variable variable -> run.frame().write(variable.name(), value);
      case Place.Member member -> {
        Term owner = operands.evaluate(member.owner());
        if (GraphFlow.isGradientMember(member.name())) {
          boolean isCleared = value.equals(Term.NOTHING);
          run.emit(new Event.GradientWrite(run.site(span), owner, isCleared));
        }
        if (GraphFlow.isStartMember(member.name())) {
          run.heap().startGraph(owner, run.site(span), Conditions.truth(value));
        }
        if (run.objects().isRecord(owner)) {
          run.heap().put(owner, member.name(), value, run.nextSerial());
          return;
        }
        Term.Member slot = new Term.Member(owner, member.name());
        if (isNew) {
          run.heap().renew(slot, run.nextSerial());
        }
        run.set(slot, value);
      }
      case Place.Item item -> {
        Term owner = operands.evaluate(item.owner());
        Optional<String> key = Operands.key(operands.evaluate(item.index()));
        if (key.filter(Optimizers.RATE.name()::equals).isPresent()) {
          optimizerOf(owner)
              .ifPresent(optimizer -> run.emit(new Event.SetRate(run.site(span), optimizer)));
        }
        if (key.isPresent() && run.objects().isMapping(owner)) {
          run.heap().put(owner, key.get(), value, run.nextSerial());
        } else {
          run.heap().exchange(owner, value);
        }
      }
      case Place.Several several -> assignSeveral(several, value, span);
    }
  }

  /** The optimizer that a group of parameters is taken from. */
  private static Optional<Term> optimizerOf(Term group) {
    return switch (group) {
      case Term.Element element -> optimizerOf(element.of());
      case Term.Item item -> optimizerOf(item.owner());
      case Term.Made made ->
          made.positional().stream().findFirst().flatMap(Assignments::optimizerOf);
      case Term.Member member when member.name().equals(Optimizers.GROUPS) ->
          Optional.of(member.owner());
      default -> Optional.empty();
    };
  }

  private void assignSeveral(Place.Several several, Term value, Span span) {
    for (int i = 0; i < several.places().size(); i++) {
      Term part;
      if (several.rest() >= 0 && i >= several.rest()) {
        part = run.unknown(List.of(value));
      } else {
        part = operands.item(value, new Term.Written(new Constant.Number(i)));
      }
      assign(several.places().get(i), part, span);
    }
  }

  void update(Step.Update step) {
    Term added = operands.evaluate(step.value());
    Term old = operands.read(step.target());
    run.accumulations().ofUpdate(step, old, added);
    Term.Computed sum = operands.computed(step.operator(), List.of(old, added));
    store(step.target(), sum, step.span(), false);
  }
}
