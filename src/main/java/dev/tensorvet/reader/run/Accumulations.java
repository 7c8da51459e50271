package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Place.Item;
import dev.tensorvet.flow.Place.Member;
import dev.tensorvet.flow.Place.Several;
import dev.tensorvet.flow.Place.Variable;
import dev.tensorvet.flow.Step;
import dev.tensorvet.source.Span;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells of values that a run adds to a sum or a collection, and since when that is kept. */
final class Accumulations {

  /** Before all serial numbers. */
  private static final int EVER = -1;

  private final ProgramRun run;
  private final Operands operands;

  Accumulations(ProgramRun run, Operands operands) {
    this.run = run;
    this.operands = operands;
  }

  /** {@code total = total + loss} is {@code total += loss} written out. */
  void ofAssignment(Step.Assign step, Term value) {
    if (step.target() instanceof Variable variable
        && step.value() instanceof Operand.Operation sum
        && sum.operator().equals("+")
        && value instanceof Term.Computed computed
        && computed.operands().size() == 2) {
      for (int i = 0; i < 2; i++) {
        boolean isItself =
            sum.operands().get(i) instanceof Operand.Read read
                && read.name().equals(variable.name());
        if (isItself && computed.operands().get(i) instanceof Term.Carried old) {
          accumulate(
              step.span(),
              sum.operands().get(1 - i),
              variable.name(),
              old,
              computed.operands().get(1 - i),
              EVER);
        }
      }
    }
  }

  /** {@code total += loss} */
  void ofUpdate(Step.Update step, Term old, Term added) {
    OptionalInt since =
        old instanceof Term.Carried && step.target() instanceof Variable
            ? OptionalInt.of(EVER)
            : keptSince(step.target());
    if (step.operator().equals("+") && since.isPresent()) {
      String name = run.frame().module().file().text(step.target().span());
      accumulate(step.span(), step.value(), name, old, added, since.getAsInt());
    }
  }

  /** {@code losses.append(loss)} */
  void ofAppending(Term collection, Arguments arguments, Site site) {
    OptionalInt since = since(collection);
    if (since.isPresent() && arguments.positional().size() == 1) {
      run.emit(
          new Event.Accumulate(
              site,
              run.site(arguments.spans().getFirst()),
              Optional.empty(),
              collection,
              arguments.positional().getFirst(),
              since.getAsInt()));
    }
  }

  /** A sum that is computed where no graph is built refers to none, whatever is added to it. */
  private void accumulate(
      Span span, Operand value, String name, Term into, Term added, int keptSince) {
    if (run.contexts().buildsGraph()) {
      run.emit(
          new Event.Accumulate(
              run.site(span), run.site(value.span()), Optional.of(name), into, added, keptSince));
    }
  }

  /** Since when an object is there, as a serial number; empty when that is not known. */
  private static OptionalInt since(Term object) {
    return switch (object) {
      case Term.Serial made -> OptionalInt.of(made.serial());
      case Term.Member member -> OptionalInt.of(EVER);
      case Term.Outer outer -> OptionalInt.of(EVER);
      case Term.Input input when input.isSelf() -> OptionalInt.of(EVER);
      default -> OptionalInt.empty();
    };
  }

  /** Since when a place keeps what is added to it. */
  private OptionalInt keptSince(dev.tensorvet.flow.Place place) {
    return switch (place) {
      case Variable variable -> OptionalInt.empty();
      case Member member -> keptSince(member.owner(), member.name());
      case Item item -> keptSince(item.owner());
      case Several several -> OptionalInt.empty();
    };
  }

  private OptionalInt keptSince(Operand holder) {
    return switch (holder) {
      case Operand.Read variable -> since(operands.evaluate(variable));
      case Operand.Member member -> keptSince(member.owner(), member.name());
      case Operand.Item item -> keptSince(item.owner());
      default -> OptionalInt.empty();
    };
  }

  private OptionalInt keptSince(Operand owner, String member) {
    OptionalInt since = keptSince(owner);
    if (since.isEmpty()) {
      return since;
    }
    Term.Member slot = new Term.Member(operands.evaluate(owner), member);
    return OptionalInt.of(Math.max(since.getAsInt(), run.heap().lastRenewed(slot).orElse(EVER)));
  }
}
