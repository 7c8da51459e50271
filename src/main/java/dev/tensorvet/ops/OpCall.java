package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A call of an operation: the arguments that a rule reads, and what the rule finds that the call
 * asks of sizes that are not known. For one call and one thread.
 */
public final class OpCall {

  private final SequencedMap<String, Argument> arguments;
  private final List<Equation> equations = new ArrayList<>();
  private final Map<String, Shape> needs = new LinkedHashMap<>();
  private final Map<String, Shape> suppositions = new LinkedHashMap<>();
  private final List<Equation> likenesses = new ArrayList<>();

  /**
   * Two sizes that must be equal for the call to run, of which that is not known.
   *
   * @param left the size that the call meets
   * @param right the size that it needs
   */
  public record Equation(Dim left, Dim right) {}

  /**
   * @param arguments by the names of the operation's parameters; those that keep their default are
   *     left out
   */
  public OpCall(SequencedMap<String, Argument> arguments) {
    this.arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
  }

  public SequencedMap<String, Argument> arguments() {
    return arguments;
  }

  // --- what a rule reads; a parameter that is not given reads as its default

  Optional<Argument> argument(String name) {
    return Optional.ofNullable(arguments.get(name)).filter(a -> !(a instanceof Argument.Nothing));
  }

  boolean has(String name) {
    return argument(name).isPresent();
  }

  /** The tensor given for a parameter; unknown when what is given is no tensor. */
  TensorType tensor(String name) {
    return argument(name)
        .filter(a -> a instanceof Argument.Tensor)
        .map(a -> ((Argument.Tensor) a).value().type())
        .orElse(TensorType.unknown());
  }

  Shape shape(String name) {
    return tensor(name).shape();
  }

  DType dtype(String name) {
    return tensor(name).dtype();
  }

  /** The tensors of a list. Empty when the parameter is not given a list of known length. */
  Optional<List<TensorType>> tensors(String name) {
    return argument(name)
        .filter(a -> a instanceof Argument.Many)
        .map(
            a ->
                ((Argument.Many) a)
                    .elements().stream()
                        .map(
                            e ->
                                e instanceof Argument.Tensor tensor
                                    ? tensor.value().type()
                                    : TensorType.unknown())
                        .toList());
  }

  /** An integer; any where it is not known, or is given as no integer. */
  Dim integer(String name, long otherwise) {
    return argument(name).map(OpCall::integer).orElseGet(() -> Dim.of(otherwise));
  }

  static Dim integer(Argument argument) {
    return switch (argument) {
      case Argument.Int number -> number.value();
      case Argument.Flag flag -> Dim.of(flag.value() ? 1 : 0);
      default -> Dim.any();
    };
  }

  /** Integers given as a list, or as one for all. Empty when their number is not known. */
  Optional<List<Dim>> integers(String name) {
    return argument(name)
        .flatMap(
            argument ->
                switch (argument) {
                  case Argument.Many many ->
                      Optional.of(many.elements().stream().map(OpCall::integer).toList());
                  case Argument.Int number -> Optional.of(List.of(number.value()));
                  default -> Optional.empty();
                });
  }

  /** Whether a flag is set; unknown when what is given is no plain flag. */
  Proof flag(String name, boolean otherwise) {
    return argument(name)
        .map(a -> a instanceof Argument.Flag flag ? Proof.of(flag.value()) : Proof.UNKNOWN)
        .orElse(Proof.of(otherwise));
  }

  /** A text; empty when it is not given or not known. */
  Optional<String> text(String name) {
    return argument(name)
        .filter(a -> a instanceof Argument.Text)
        .map(a -> ((Argument.Text) a).value());
  }

  /** A type of elements that is asked for. */
  Optional<DType> type(String name) {
    return argument(name).map(a -> a instanceof Argument.Type type ? type.value() : DType.UNKNOWN);
  }

  // --- what a rule finds out

  /**
   * Whether a size is what the call needs. Where that is not known although the sizes are, it is
   * noted, so that the sizes of inputs can be inferred from it.
   */
  Proof same(Dim given, Dim needed) {
    Proof proof = given.equalTo(needed);
    if (proof == Proof.UNKNOWN && !given.isAny() && !needed.isAny()) {
      equations.add(new Equation(given, needed));
    }
    return proof;
  }

  /**
   * The shape of a tensor; where not even its rank is known it is noted that the call needs this
   * shape, and that shape is the answer.
   *
   * @param needed with any for the dimensions that may be of any size
   */
  Shape shape(String name, Shape needed) {
    Shape shape = shape(name);
    if (shape.rank().isPresent()) {
      return shape;
    }
    needs.put(name, needed);
    return needed;
  }

  /**
   * Notes the shape that a tensor of unknown rank has in most calls, where others would do too.
   *
   * @param usual with any for the dimensions that may be of any size
   */
  void suppose(String name, Shape usual) {
    suppositions.put(name, usual);
  }

  /** Notes two sizes that are equal in most such calls, where one may spread as well. */
  void suppose(Dim one, Dim other) {
    if (one.equalTo(other) == Proof.UNKNOWN && !one.isAny() && !other.isAny()) {
      likenesses.add(new Equation(one, other));
    }
  }

  /** The sizes that are equal in most such calls. */
  public List<Equation> likenesses() {
    return Collections.unmodifiableList(likenesses);
  }

  /** The sizes that must be equal, in the order in which the rule asked. */
  public List<Equation> equations() {
    return Collections.unmodifiableList(equations);
  }

  /** The shapes that tensors of unknown rank must have, by parameter. */
  public Map<String, Shape> needs() {
    return Collections.unmodifiableMap(needs);
  }

  /** The shapes that tensors of unknown rank have in most such calls, by parameter. */
  public Map<String, Shape> suppositions() {
    return Collections.unmodifiableMap(suppositions);
  }
}
