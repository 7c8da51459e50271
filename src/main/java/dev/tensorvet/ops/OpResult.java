package dev.tensorvet.ops;

import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import java.util.List;

/** What is known of the outcome of an operation. */
public sealed interface OpResult {

  /**
   * It runs.
   *
   * @param types what it gives, each part as far as it is known
   * @param form how the parts are put together
   * @param flops a multiplication and an addition are two; zero where it is not worth counting
   */
  record Inferred(List<TensorType> types, Form form, Dim flops) implements OpResult {
    public Inferred {
      types = List.copyOf(types);
    }

    public Inferred withFlops(Dim other) {
      return new Inferred(types, form, other);
    }

    public Inferred withForm(Form other) {
      return new Inferred(types, other, flops);
    }
  }

  /**
   * It fails for these arguments, whatever their symbols stand for: a proof.
   *
   * @param why one sentence in lower case without a full stop, with the shapes that do not fit
   */
  record Mismatch(String why) implements OpResult {}

  /**
   * The arguments are of a kind that the rule does not know. What is known of its results is
   * nothing, not even how many there are.
   */
  record Unknown(String why) implements OpResult {}

  /** How results are put together. */
  enum Form {
    /** One tensor. */
    ONE,
    TUPLE,
    LIST,
    /** A named tuple of {@code values} and {@code indices}. */
    VALUES_AND_INDICES
  }

  static Inferred of(TensorType type) {
    return new Inferred(List.of(type), Form.ONE, Dim.of(0));
  }

  static Inferred tuple(List<TensorType> types) {
    return new Inferred(types, Form.TUPLE, Dim.of(0));
  }

  static Inferred valuesAndIndices(TensorType values, TensorType indices) {
    return new Inferred(List.of(values, indices), Form.VALUES_AND_INDICES, Dim.of(0));
  }

  static OpResult mismatch(String why) {
    return new Mismatch(why);
  }

  static OpResult unknown(String why) {
    return new Unknown(why);
  }
}
