package dev.tensorvet.ops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All operations. Immutable; safe for use by many threads. */
public final class Ops {

  private final Map<String, Op> byName = new HashMap<>();

  private Ops(List<List<Op>> families) {
    families.forEach(family -> family.forEach(op -> byName.put(op.name(), op)));
  }

  public static Ops all() {
    return new Ops(
        List.of(
            Activation.OPS,
            Algebra.OPS,
            Arrangement.OPS,
            Attention.OPS,
            Conversion.OPS,
            Convolution.OPS,
            Creation.OPS,
            Einops.OPS,
            Einsum.OPS,
            Elementwise.OPS,
            Joining.OPS,
            Loss.OPS,
            Normalization.OPS,
            Pooling.OPS,
            Product.OPS,
            Recurrent.OPS,
            Reduction.OPS,
            Resampling.OPS,
            Selection.OPS,
            Spectral.OPS,
            Subscript.OPS,
            View.OPS));
  }

  /** The names of all operations, in order. */
  public List<String> names() {
    return byName.keySet().stream().sorted().toList();
  }

  /**
   * @param name as in a graph; one in place, {@code add_}, is that of {@code add} where it is not
   *     an operation of its own
   */
  public Optional<Op> find(String name) {
    return Optional.ofNullable(byName.get(name))
        .or(
            () ->
                name.endsWith("_")
                    ? find(name.substring(0, name.length() - 1)).map(Op::inPlace)
                    : Optional.empty());
  }
}
