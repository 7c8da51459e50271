package dev.tensorvet.interp;

import dev.tensorvet.ops.Ops;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** One run of the interpreter, from a constructor to the end of {@code forward}: its parts. */
final class Machine {

  private final LibraryText library;
  private final Classes classes;
  private final Budget budget = new Budget();
  private final Branching branching = new Branching();
  private final Trace trace;
  private final boolean isTraining;
  private final boolean hasFirstValues;
  private final Assumptions assumptions;
  private final Names names = new Names(this);
  private final Members members = new Members(this);
  private final Expressions expressions = new Expressions(this);
  private final Statements statements = new Statements(this);
  private final Calls calls = new Calls(this);
  private final LibraryCalls libraryCalls = new LibraryCalls(this);
  private final Modules modules = new Modules(this);
  private final Operators operators = new Operators(this);
  private final Subscripts subscripts = new Subscripts(this);
  private final Sequences sequences = new Sequences(this);
  private final Tensors tensors = new Tensors(this);

  /**
   * @param isTraining what modules say of themselves
   * @param hasFirstValues whether weights get their first values
   */
  Machine(
      LibraryText library,
      Ops ops,
      boolean isTraining,
      boolean hasFirstValues,
      Assumptions assumptions) {
    this.library = library;
    this.classes = new Classes(library);
    this.assumptions = assumptions;
    this.trace = new Trace(ops, branching, assumptions);
    this.isTraining = isTraining;
    this.hasFirstValues = hasFirstValues;
  }

  /** Another machine, for a run of which nothing shall be left. */
  Machine trial() {
    return new Machine(library, trace.ops(), isTraining, false, new Assumptions(Map.of()));
  }

  LibraryText library() {
    return library;
  }

  Classes classes() {
    return classes;
  }

  Budget budget() {
    return budget;
  }

  Branching branching() {
    return branching;
  }

  Trace trace() {
    return trace;
  }

  Assumptions assumptions() {
    return assumptions;
  }

  /** What {@code if} makes of a value; an argument that is not known is taken to be given. */
  Proof truth(PythonValue value) {
    Proof truth = value.truth();
    boolean isArgument =
        truth == Proof.UNKNOWN
            && ((value instanceof PythonValue.Unknown unknown && !unknown.name().isEmpty())
                || (value instanceof PythonValue.Int number && isOfArguments(number.value())));
    if (isArgument) {
      assumptions.assume();
      return Proof.YES;
    }
    return truth;
  }

  /** Whether an integer is made of arguments alone, by sums and products. */
  static boolean isOfArguments(Dim dim) {
    return dim.isOfIntegersAlone();
  }

  boolean hasFirstValues() {
    return hasFirstValues;
  }

  boolean isTraining() {
    return isTraining;
  }

  Names names() {
    return names;
  }

  Members members() {
    return members;
  }

  Expressions expressions() {
    return expressions;
  }

  Statements statements() {
    return statements;
  }

  Calls calls() {
    return calls;
  }

  LibraryCalls libraryCalls() {
    return libraryCalls;
  }

  Modules modules() {
    return modules;
  }

  Operators operators() {
    return operators;
  }

  Subscripts subscripts() {
    return subscripts;
  }

  Sequences sequences() {
    return sequences;
  }

  Tensors tensors() {
    return tensors;
  }

  /** What stands for either of two values. */
  PythonValue join(PythonValue left, PythonValue right) {
    if (Objects.equals(left, right)) {
      return left;
    }
    if (left instanceof TensorValue one && right instanceof TensorValue other) {
      return one.value().equals(other.value()) ? one : trace.either(one, other);
    }
    if (left instanceof PythonValue.Tuple one
        && right instanceof PythonValue.Tuple other
        && one.elements().size() == other.elements().size()) {
      return new PythonValue.Tuple(
          IntStream.range(0, one.elements().size())
              .mapToObj(i -> join(one.elements().get(i), other.elements().get(i)))
              .toList(),
          one.fields());
    }
    return isFloat(left) && isFloat(right) ? new PythonValue.SomeReal() : PythonValue.unknown();
  }

  private static boolean isFloat(PythonValue value) {
    return value instanceof PythonValue.Real
        || value instanceof PythonValue.Ratio
        || value instanceof PythonValue.SomeReal;
  }
}
