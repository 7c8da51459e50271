package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds samples that are cut out of one collection both to train on and to evaluate on. */
final class OverlappingParts {

  private final SourceModule module;
  private final List<DataSlip> found = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  OverlappingParts(SourceModule module) {
    this.module = module;
  }

  /** Samples between two places of a collection, with the statement that takes them. */
  private record Part(
      Stmt statement, Expr slice, VariableEntity whole, DataRole role, Bound from, Bound to) {}

  /** A place in a collection whose length is not known. */
  private sealed interface Bound {

    /** So many samples from the start. */
    record FromStart(double samples) implements Bound {}

    /** So many samples before the end. */
    record FromEnd(double samples) implements Bound {}

    /** Whether one place surely lies before another, in a collection that both fall into. */
    static boolean isBefore(Bound one, Bound other) {
      return switch (one) {
        case FromStart(double start) ->
            switch (other) {
              case FromStart(double end) -> start < end;
              case FromEnd(double left) -> start == 0 || left == 0;
            };
        case FromEnd(double left) -> other instanceof FromEnd(double otherLeft) && otherLeft < left;
      };
    }
  }

  List<DataSlip> read() {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.Assign assign) {
                part(assign).ifPresent(this::add);
              }
            });
    return found;
  }

  private void add(Part part) {
    parts.stream()
        .filter(other -> other.role() != part.role() && other.whole().equals(part.whole()))
        .filter(other -> overlap(part, other) && isUnchanged(other, part))
        .findFirst()
        .ifPresent(other -> report(part, other));
    parts.add(part);
  }

  private void report(Part part, Part other) {
    boolean isEvaluated = part.role() == DataRole.EVALUATION;
    Part evaluated = isEvaluated ? part : other;
    Part learnt = isEvaluated ? other : part;
    found.add(
        new DataSlip(
            Kind.PARTS_OVERLAP,
            CodeCalls.place(evaluated.slice(), module),
            CodeCalls.text(learnt.slice(), module),
            Optional.of(CodeCalls.place(learnt.slice(), module)),
            Optional.empty()));
  }

  private static boolean overlap(Part one, Part other) {
    return Bound.isBefore(one.from(), one.to())
        && Bound.isBefore(one.from(), other.to())
        && Bound.isBefore(other.from(), one.to())
        && Bound.isBefore(other.from(), other.to());
  }

  /**
   * Whether both are cut out of the same samples, and the second does not take the first's place.
   */
  private boolean isUnchanged(Part earlier, Part later) {
    return CodeCalls.block(later.statement(), module.tree()).stream()
            .anyMatch(statement -> statement.id() == earlier.statement().id())
        && later.whole().binding().sites().stream()
            .noneMatch(
                site ->
                    site.node().start() >= earlier.statement().start()
                        && site.node().start() <= later.statement().end());
  }

  private Optional<Part> part(Stmt.Assign assign) {
    if (assign.targets().size() == 1
        && assign.targets().getFirst() instanceof Expr.Name name
        && assign.value() instanceof Expr.Subscript taken
        && taken.value() instanceof Expr.Name samples
        && taken.index() instanceof Expr.Slice slice
        && slice.step().isEmpty()
        && DataRole.ofName(name.name()) != DataRole.UNKNOWN
        && module.resolve(samples) instanceof VariableEntity whole) {
      Optional<Bound> from =
          slice.lower().map(this::bound).orElse(Optional.of(new Bound.FromStart(0)));
      Optional<Bound> to = slice.upper().map(this::bound).orElse(Optional.of(new Bound.FromEnd(0)));
      return from.flatMap(
          start ->
              to.map(
                  end -> new Part(assign, taken, whole, DataRole.ofName(name.name()), start, end)));
    }
    return Optional.empty();
  }

  private Optional<Bound> bound(Expr written) {
    OptionalDouble number = CodeCalls.number(CodeCalls.onlyValue(written, module).orElse(written));
    if (number.isEmpty()) {
      return Optional.empty();
    }
    double samples = number.getAsDouble();
    return Optional.of(samples < 0 ? new Bound.FromEnd(-samples) : new Bound.FromStart(samples));
  }
}
