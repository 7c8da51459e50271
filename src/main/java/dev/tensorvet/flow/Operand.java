package dev.tensorvet.flow;

import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.source.Span;
import java.util.List;
import java.util.Optional;

/** An expression of the control-flow form. Its parts are evaluated from left to right. */
public sealed interface Operand {

  int start();

  int end();

  default Span span() {
    return new Span(start(), end());
  }

  /** A value that is written in the code. */
  record Literal(int start, int end, Constant value) implements Operand {}

  /** The value of a variable, local or of an enclosing scope. */
  record Read(int start, int end, String name) implements Operand {}

  /**
   * A name that stands for one thing wherever it is read: a class, a function, a library's name.
   */
  record Reference(int start, int end, Entity entity) implements Operand {}

  record Member(int start, int end, Operand owner, String name) implements Operand {}

  record Item(int start, int end, Operand owner, Operand index) implements Operand {}

  record Call(int start, int end, Operand callee, List<Argument> arguments) implements Operand {}

  /**
   * @param keyword the parameter's name, when the call gives it
   * @param isSpread whether it stands for several arguments: {@code *x}, {@code **x}
   */
  record Argument(Optional<String> keyword, boolean isSpread, Operand value) {}

  /**
   * An operator over its operands, each evaluated.
   *
   * @param operator as the language writes it; comparisons included
   */
  record Operation(int start, int end, String operator, List<Operand> operands)
      implements Operand {}

  /** {@code yes if test else no}. */
  record Conditional(int start, int end, Operand test, Operand yes, Operand no)
      implements Operand {}

  /** {@code first and second}, {@code first or second}: the second only if it is needed. */
  record ShortCircuit(int start, int end, boolean isAnd, Operand first, Operand second)
      implements Operand {}

  /** What a display makes. */
  enum CollectionKind {
    LIST,
    TUPLE,
    SET,
    /** Elements are keys and values in turn. */
    DICT
  }

  record Collection(int start, int end, CollectionKind kind, List<Operand> elements)
      implements Operand {}

  /** A comprehension: {@code body} runs its loops and ends in {@link Step.Collect}. */
  record Comprehension(int start, int end, CollectionKind kind, List<Step> body)
      implements Operand {}

  /** A function made here: a lambda. */
  record Closure(int start, int end, FunctionEntity function) implements Operand {}

  /** An assignment that has a value: Python's walrus. */
  record Assigning(int start, int end, Place target, Operand value) implements Operand {}

  /** A value that leaves a generator, and the unknown one that comes back. */
  record Yielding(int start, int end, Operand value) implements Operand {}

  /** Something of which only its parts matter: an f-string, a slice. */
  record Parts(int start, int end, List<Operand> parts) implements Operand {}
}
