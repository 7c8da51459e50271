package dev.tensorvet.interp;

import dev.tensorvet.ops.Ops;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** One run of the interpreter, from a constructor to the end of {@code forward}: its parts. */
final class Machine {

  /** What a size may be that needs a number, and what the side of an image. */
  private static final int USUAL_SIZE = 16;

  private static final int USUAL_SIDE = 64;

  private final LibraryText library;
  private final Classes classes;
  private final Budget budget;
  private final Uses uses;
  private final Branching branching = new Branching();
  private final Trace trace;
  private final boolean isTraining;
  private final boolean hasFirstValues;
  private final Assumptions assumptions;
  private final IdentityHashMap<PythonValue, Given> inputs = new IdentityHashMap<>();
  private final Set<String> openSizes = new HashSet<>();
  private boolean givesNumbers;
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
  private final Arrays arrays = new Arrays(this);
  private final Documents documents = new Documents(this);

  /**
   * @param isTraining what modules say of themselves
   * @param hasFirstValues whether weights get their first values
   * @param uses what is noted of the modules that are called
   */
  Machine(
      LibraryText library,
      Ops ops,
      boolean isTraining,
      boolean hasFirstValues,
      Assumptions assumptions,
      Uses uses,
      Budget budget) {
    this.library = library;
    this.uses = uses;
    this.budget = budget;
    this.classes = new Classes(library);
    this.assumptions = assumptions;
    this.trace = new Trace(ops, branching, assumptions);
    this.isTraining = isTraining;
    this.hasFirstValues = hasFirstValues;
  }

  /** A machine that goes on from here, and whose run leaves nothing in this one. */
  Machine copy() {
    Machine copy =
        new Machine(
            library,
            trace.ops(),
            isTraining,
            hasFirstValues,
            assumptions.copy(),
            uses.copy(),
            budget.copy());
    copy.trace.takeOver(trace);
    copy.names.takeOver(names);
    return copy;
  }

  /** Another machine, for a run of which nothing shall be left. */
  Machine trial() {
    return new Machine(
        library,
        trace.ops(),
        isTraining,
        false,
        new Assumptions(Map.of()),
        Uses.ofNone(),
        Budget.ofModel());
  }

  LibraryText library() {
    return library;
  }

  Classes classes() {
    return classes;
  }

  Uses uses() {
    return uses;
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

  /**
   * What an input is given.
   *
   * @param form how that is put together; empty for a tensor
   */
  private record Given(String input, Optional<InputForm> form) {

    /** Whether a form tells more than what is known; else the next trace would be this one. */
    boolean isNew(InputForm other) {
      return form.filter(known -> known.with(other).equals(known)).isEmpty();
    }
  }

  /** Notes what an input is, so that code which takes it for something else is noticed. */
  void give(String input, Optional<InputForm> form, PythonValue value) {
    inputs.put(value, new Given(input, form));
  }

  /** Begins the trace again if a value is an input, which is found to be of another form. */
  void expect(PythonValue value, InputForm form) {
    Given given = inputs.get(value);
    if (given != null && given.isNew(form)) {
      throw new Assumptions.Unlike(given.input(), form);
    }
  }

  /**
   * Of a model that is to be run: its arguments get numbers where the trace needs them, and so do
   * these sizes of its inputs.
   */
  void giveNumbers(Set<String> sizes) {
    givesNumbers = true;
    openSizes.clear();
    openSizes.addAll(sizes);
  }

  /** Begins the trace again with a number for one of these symbols, if they get any. */
  void decide(Set<String> symbols) {
    if (!givesNumbers) {
      return;
    }
    for (String symbol : symbols) {
      if (openSizes.contains(symbol)) {
        boolean isSide = symbol.startsWith("H") || symbol.startsWith("W");
        throw new Assumptions.Unsized(symbol, isSide ? USUAL_SIDE : USUAL_SIZE);
      }
      if (assumptions.asked().contains(symbol)) {
        throw new Assumptions.Undecided(symbol, PythonValue.of(UsualNumbers.of(symbol)));
      }
    }
  }

  /** What {@code if} makes of a value; an argument that is not known is taken to be given. */
  Proof truth(PythonValue value) {
    Proof truth = value instanceof Instance object ? truth(object) : value.truth();
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

  /** A module that cannot be counted is true. */
  private Proof truth(Instance object) {
    if (!object.isModule() || classes.find(object.type(), "__bool__").isPresent()) {
      return Proof.UNKNOWN;
    }
    return classes.find(object.type(), "__len__").isPresent()
        ? sequences.length(object).truth()
        : Proof.YES;
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

  Arrays arrays() {
    return arrays;
  }

  Documents documents() {
    return documents;
  }

  /**
   * What stands for either of two values.
   *
   * @param fork where the code goes the ways that lead to them
   */
  PythonValue join(PythonValue left, PythonValue right, Fork fork) {
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
              .mapToObj(i -> join(one.elements().get(i), other.elements().get(i), fork))
              .toList(),
          one.fields());
    }
    if (isThere(left) && (right instanceof PythonValue.None || isThere(right))) {
      assumptions.assume();
      trace.pick(left, right, fork);
      return left;
    }
    if (left instanceof PythonValue.None && isThere(right)) {
      assumptions.assume();
      trace.pick(right, left, fork);
      return right;
    }
    trace.leaveOut(left, right, fork);
    return isFloat(left) && isFloat(right)
        ? PythonValue.SomeReal.of(left, right)
        : PythonValue.unknown();
  }

  /**
   * Whether a value is a module, or a tensor: of two modules the code shows the one that does
   * something first, and what may be none is taken to be there.
   */
  private static boolean isThere(PythonValue value) {
    return value instanceof TensorValue || (value instanceof Instance object && object.isModule());
  }

  private static boolean isFloat(PythonValue value) {
    return value instanceof PythonValue.Real
        || value instanceof PythonValue.Ratio
        || value instanceof PythonValue.SomeReal;
  }
}
