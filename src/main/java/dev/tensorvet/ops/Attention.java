package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.List;

/** Attention. */
final class Attention {

  static final List<Op> OPS =
      List.of(
          new Op(
              Signature.of(
                  "scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False)"),
              Attention::scaledDotProduct));

  private Attention() {}

  /**
   * Keys and values of different length are an error here, though one of the kernels for CPUs reads
   * past the end of the shorter ones instead.
   */
  private static OpResult scaledDotProduct(OpCall call) {
    Shape query = call.shape("query");
    Shape key = call.shape("key");
    Shape value = call.shape("value");
    for (String name : List.of("query", "key", "value")) {
      Shape shape = call.shape(name);
      if (shape.hasRank(0) || shape.hasRank(1)) {
        return OpResult.mismatch(
            "expected query, key, and value to all be at least 2 dimensional, but got %s of size %s"
                .formatted(name, Sizes.text(shape)));
      }
    }
    if (Sizes.clash(call.dtype("query"), call.dtype("key"))
        || Sizes.clash(call.dtype("query"), call.dtype("value"))) {
      return OpResult.mismatch(
          "expected query, key, and value to have the same dtype, but got query.dtype: %s key.dtype: %s and value.dtype: %s"
              .formatted(
                  call.dtype("query").text(),
                  call.dtype("key").text(),
                  call.dtype("value").text()));
    }
    if (Sizes.isWhole(call.dtype("query"))) {
      return Sizes.notImplemented("scaled_dot_product_attention", call.dtype("query"));
    }
    if (Sizes.clash(call, query.dim(-1), key.dim(-1))) {
      return OpResult.mismatch(
          "query and key must have the same last size, but got query of size %s and key of size %s"
              .formatted(Sizes.text(query), Sizes.text(key)));
    }
    if (Sizes.clash(call, key.dim(-2), value.dim(-2))) {
      return OpResult.mismatch(
          "key and value must have the same length, but got key of size %s and value of size %s"
              .formatted(Sizes.text(key), Sizes.text(value)));
    }
    if (call.flag("is_causal", false) == Proof.YES
        && call.argument("attn_mask").filter(a -> a instanceof Argument.Tensor).isPresent()) {
      return OpResult.mismatch("explicit attn_mask should not be set when is_causal=True");
    }
    return switch (call.flag("enable_gqa", false)) {
      case NO -> withBatch(call, query, key, value);
      case YES -> withGroups(call, query, key, value);
      case UNKNOWN -> OpResult.of(type(call, Sizes.blank(query)));
    };
  }

  private static OpResult withGroups(OpCall call, Shape query, Shape key, Shape value) {
    for (Shape other : List.of(key, value)) {
      if (query.dim(-3).mod(other.dim(-3)).equalTo(0) == Proof.NO) {
        return OpResult.mismatch(
            "number of heads in key and value must divide the number of heads in query, but got %s and %s"
                .formatted(other.dim(-3), query.dim(-3)));
      }
    }
    return result(call, query, key, Sizes.leading(query, 2), value);
  }

  private static OpResult withBatch(OpCall call, Shape query, Shape key, Shape value) {
    Shape batch = Sizes.leading(query, 2);
    for (Shape other : List.of(key, value)) {
      switch (batch.broadcast(Sizes.leading(other, 2))) {
        case Shape.Broadcast.To(Shape shape) -> batch = shape;
        case Shape.Broadcast.Clash(int axis, Dim left, Dim right) -> {
          return OpResult.mismatch(
              "query, key and value must have the same leading sizes, but got query of size %s, key of size %s and value of size %s"
                  .formatted(Sizes.text(query), Sizes.text(key), Sizes.text(value)));
        }
      }
    }
    return result(call, query, key, batch, value);
  }

  private static OpResult result(OpCall call, Shape query, Shape key, Shape batch, Shape value) {
    Shape scores = Sizes.followed(batch, List.of(query.dim(-2), key.dim(-2)));
    Shape mask = call.shape("attn_mask");
    if (mask.rank().isPresent() && scores.rank().isPresent() && !spreadsTo(mask, scores)) {
      return OpResult.mismatch(
          "attn_mask of size %s does not spread to the attention weights of size %s"
              .formatted(Sizes.text(mask), Sizes.text(scores)));
    }
    Dim sum = query.dim(-1).plus(value.dim(-1));
    return OpResult.of(type(call, Sizes.followed(batch, List.of(query.dim(-2), value.dim(-1)))))
        .withFlops(scores.numel().times(sum).times(2));
  }

  /** Whether a mask may have the size of the scores, none of which spreads. */
  private static boolean spreadsTo(Shape mask, Shape scores) {
    int more = Sizes.rank(mask) - Sizes.rank(scores);
    if (more > 0) {
      return true;
    }
    for (int i = 1; i <= Sizes.rank(mask); i++) {
      Dim given = mask.dim(-i);
      if (!given.mayBeOne() && given.equalTo(scores.dim(-i)) == Proof.NO) {
        return false;
      }
    }
    return true;
  }

  private static TensorType type(OpCall call, Shape shape) {
    TensorType query = call.tensor("query");
    DType dtype = Sizes.common(query.dtype(), call.dtype("value"));
    return query.with(shape).with(dtype);
  }
}
