package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Products of matrices, linear layers and look-ups in tables. */
final class Product {

  static final List<Op> OPS =
      List.of(
          new Op(Signature.of("linear(input, weight, bias=None)"), Product::linear),
          new Op(Signature.of("bilinear(input1, input2, weight, bias=None)"), Product::bilinear),
          new Op(
              Signature.of(
                  "embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False)"),
              Product::embedding),
          new Op(
              Signature.of(
                  "embedding_bag(input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode=None, sparse=False, per_sample_weights=None, include_last_offset=False, padding_idx=None)"),
              Product::embeddingBag),
          new Op(Signature.of("matmul(input, other|tensor2)"), Product::matmul),
          new Op(
              Signature.of("mm(input, mat2)"),
              call ->
                  ofRank(call, 2, "input", "mat2").orElseGet(() -> matmul(call, "input", "mat2"))),
          new Op(Signature.of("bmm(input, mat2)"), call -> batched(call, "input", "mat2")),
          new Op(Signature.of("mv(input, vec)"), Product::mv),
          new Op(
              Signature.of("addmm(input, mat1, mat2, *, beta=1, alpha=1)"),
              call ->
                  ofRank(call, 2, "mat1", "mat2")
                      .orElseGet(() -> added(call, matmul(call, "mat1", "mat2")))),
          new Op(
              Signature.of("addmv(input, mat, vec, *, beta=1, alpha=1)"),
              call -> added(call, matmul(call, "mat", "vec"))),
          new Op(
              Signature.of("baddbmm(input, batch1, batch2, *, beta=1, alpha=1)"),
              call -> added(call, batched(call, "batch1", "batch2"))),
          new Op(
              Signature.of("addbmm(input, batch1, batch2, *, beta=1, alpha=1)"),
              call -> added(call, withoutBatch(batched(call, "batch1", "batch2")))),
          new Op(Signature.of("tensordot(input|a, other|b, dims=2, out=None)"), Product::tensordot),
          new Op(Signature.of("chain_matmul(*matrices)"), call -> chain(call, "matrices")),
          new Op(Signature.of("linalg_multi_dot(tensors)"), call -> chain(call, "tensors")));

  private Product() {}

  private static OpResult linear(OpCall call) {
    TensorType input = call.tensor("input");
    Shape weight = call.shape("weight");
    if (input.shape().hasRank(0)) {
      return OpResult.mismatch("both arguments to linear need to be at least 1D");
    }
    if (weight.rank().isPresent() && Sizes.rank(weight) != 1 && Sizes.rank(weight) != 2) {
      return OpResult.mismatch(
          "expected a weight of 1 or 2 dimensions for linear, but got one of size "
              + Sizes.text(weight));
    }
    if (Sizes.clash(input.dtype(), call.dtype("weight"))) {
      return differentTypes(input.dtype(), call.dtype("weight"));
    }
    Dim features = weight.dim(-1);
    if (input.shape().rank().isEmpty()) {
      // Most often it is a batch of features; the result is not built on that.
      call.suppose("input", Shape.of(Dim.any(), features));
      return OpResult.of(input);
    }
    if (Sizes.clash(call, input.shape().dim(-1), features)) {
      return OpResult.mismatch(
          cannotMultiply(
              Sizes.leading(input.shape(), 1).numel(),
              input.shape().dim(-1),
              features,
              weight.hasRank(2) ? weight.dim(0) : Dim.of(1)));
    }
    List<Dim> outputs = weight.hasRank(1) ? List.of() : List.of(weight.dim(0));
    Shape output = Sizes.followed(Sizes.leading(input.shape(), 1), outputs);
    Shape bias = call.shape("bias");
    if (weight.hasRank(2)
        && bias.rank().isPresent()
        && !bias.dim(-1).mayBeOne()
        && Sizes.clash(call, bias.dim(-1), weight.dim(0))) {
      return OpResult.mismatch(
          "bias of size %s does not spread to the output of size %s"
              .formatted(Sizes.text(bias), Sizes.text(output)));
    }
    return OpResult.of(input.with(output).with(Sizes.common(input.dtype(), call.dtype("weight"))))
        .withFlops(output.numel().times(features).times(2));
  }

  private static String cannotMultiply(Dim rows, Dim left, Dim right, Dim columns) {
    return "mat1 and mat2 shapes cannot be multiplied (%s x %s and %s x %s)"
        .formatted(rows, left, right, columns);
  }

  private static OpResult differentTypes(DType left, DType right) {
    return OpResult.mismatch(
        "mat1 and mat2 must have the same dtype, but got %s and %s"
            .formatted(left.text(), right.text()));
  }

  private static OpResult bilinear(OpCall call) {
    TensorType left = call.tensor("input1");
    Shape right = call.shape("input2");
    Shape weight = call.shape("weight", Shape.ofRank(3));
    if (!weight.hasRank(3)) {
      return OpResult.mismatch("weight should have 3 dimensions, but has " + Sizes.rank(weight));
    }
    if (Sizes.clash(call, left.shape().dim(-1), weight.dim(1))
        || Sizes.clash(call, right.dim(-1), weight.dim(2))) {
      return OpResult.mismatch(
          "bilinear inputs of size %s and %s do not fit the weight of size %s"
              .formatted(Sizes.text(left.shape()), Sizes.text(right), Sizes.text(weight)));
    }
    Shape batch = Sizes.leading(left.shape(), 1);
    if (batch.rank().isPresent()
        && right.rank().isPresent()
        && Sizes.clash(call, Sizes.dims(Sizes.leading(right, 1)), Sizes.dims(batch))) {
      return OpResult.mismatch(
          "bilinear batch dimensions do not match, got %s and %s"
              .formatted(Sizes.text(left.shape()), Sizes.text(right)));
    }
    Shape output = Sizes.followed(batch, List.of(weight.dim(0)));
    return OpResult.of(left.with(output)).withFlops(batch.numel().times(weight.numel()).times(2));
  }

  // --- look-ups

  private static OpResult embedding(OpCall call) {
    Shape weight = call.shape("weight", Shape.ofRank(2));
    if (!weight.hasRank(2)) {
      return OpResult.mismatch("'weight' must be 2-D");
    }
    Optional<OpResult> notIndices = notIndices(call);
    if (notIndices.isPresent()) {
      return notIndices.get();
    }
    TensorType input = call.tensor("input");
    if (input.shape().rank().isEmpty()) {
      // Most often it is a batch of sequences; the result is not built on that.
      call.suppose("input", Shape.ofRank(2));
    }
    return OpResult.of(
        input
            .with(Sizes.followed(input.shape(), List.of(weight.dim(1))))
            .with(call.dtype("weight")));
  }

  private static Optional<OpResult> notIndices(OpCall call) {
    DType type = call.dtype("input");
    return type == DType.UNKNOWN || type == DType.INT64 || type == DType.INT32
        ? Optional.empty()
        : Optional.of(
            OpResult.mismatch(
                "expected indices of type int64 or int32, but got %s".formatted(type.text())));
  }

  private static OpResult embeddingBag(OpCall call) {
    Optional<OpResult> notIndices = notIndices(call);
    if (notIndices.isPresent()) {
      return notIndices.get();
    }
    Shape weight = call.shape("weight", Shape.ofRank(2));
    Shape input = call.shape("input");
    Dim bags = Dim.any();
    if (input.hasRank(2)) {
      if (call.has("offsets")) {
        return OpResult.mismatch(
            "if input is 2D, then offsets has to be None, as input is treated as a mini-batch of fixed length sequences");
      }
      bags = input.dim(0);
    } else if (input.hasRank(1)) {
      if (!call.arguments().containsKey("offsets") || !call.has("offsets")) {
        return OpResult.mismatch("offsets has to be a 1D Tensor but got None");
      }
      Dim offsets = call.shape("offsets").dim(0);
      bags =
          switch (call.flag("include_last_offset", false)) {
            case NO -> offsets;
            case YES -> offsets.minus(1);
            case UNKNOWN -> Dim.any();
          };
    } else if (input.rank().isPresent()) {
      return OpResult.mismatch(
          "input has to be 1D or 2D tensor, but got tensor of dimension " + Sizes.rank(input));
    }
    return OpResult.of(
        call.tensor("input").with(Shape.of(bags, weight.dim(1))).with(call.dtype("weight")));
  }

  // --- products of two

  private static OpResult matmul(OpCall call) {
    return matmul(call, "input", "other");
  }

  private static OpResult matmul(OpCall call, String leftName, String rightName) {
    TensorType left = call.tensor(leftName);
    Shape right = call.shape(rightName);
    int leftRank = Sizes.rank(left.shape());
    int rightRank = Sizes.rank(right);
    if (leftRank == 0 || rightRank == 0) {
      return OpResult.mismatch("both arguments to matmul need to be at least 1D");
    }
    if (Sizes.clash(left.dtype(), call.dtype(rightName))) {
      return differentTypes(left.dtype(), call.dtype(rightName));
    }
    DType dtype = Sizes.common(left.dtype(), call.dtype(rightName));
    if (leftRank < 0 || rightRank < 0) {
      return OpResult.of(left.with(Shape.unknown()).with(dtype));
    }
    Dim inner = left.shape().dim(-1);
    Dim needed = rightRank == 1 ? right.dim(0) : right.dim(-2);
    if (Sizes.clash(call, inner, needed)) {
      return OpResult.mismatch(
          cannotMultiply(
              leftRank == 1 ? Dim.of(1) : left.shape().dim(-2),
              inner,
              needed,
              rightRank == 1 ? Dim.of(1) : right.dim(-1)));
    }
    return switch (Sizes.leading(left.shape(), 2).broadcast(Sizes.leading(right, 2))) {
      case Shape.Broadcast.Clash(int axis, Dim one, Dim other) ->
          OpResult.mismatch(
              "the size of tensor a (%s) must match the size of tensor b (%s) at non-singleton dimension %d"
                  .formatted(one, other, axis));
      case Shape.Broadcast.To(Shape batch) -> {
        List<Dim> matrix = new ArrayList<>();
        if (leftRank > 1) {
          matrix.add(left.shape().dim(-2));
        }
        if (rightRank > 1) {
          matrix.add(right.dim(-1));
        }
        Shape output = Sizes.followed(batch, matrix);
        yield OpResult.of(left.with(output).with(dtype))
            .withFlops(output.numel().times(Sizes.known(inner, needed)).times(2));
      }
    };
  }

  private static Optional<OpResult> ofRank(OpCall call, int rank, String... names) {
    for (String name : names) {
      Shape shape = call.shape(name);
      if (shape.rank().isPresent() && !shape.hasRank(rank)) {
        return Optional.of(
            OpResult.mismatch(
                "%s must be a %dD tensor, but got one of size %s"
                    .formatted(name, rank, Sizes.text(shape))));
      }
    }
    return Optional.empty();
  }

  private static OpResult mv(OpCall call) {
    return ofRank(call, 2, "input")
        .or(() -> ofRank(call, 1, "vec"))
        .orElseGet(() -> matmul(call, "input", "vec"));
  }

  /** A product of batches of matrices, which do not spread. */
  private static OpResult batched(OpCall call, String leftName, String rightName) {
    Optional<OpResult> wrongRank = ofRank(call, 3, leftName, rightName);
    if (wrongRank.isPresent()) {
      return wrongRank.get();
    }
    Shape left = call.shape(leftName, Shape.ofRank(3));
    Shape right = call.shape(rightName, Shape.ofRank(3));
    if (Sizes.clash(call, right.dim(0), left.dim(0))
        || Sizes.clash(call, right.dim(1), left.dim(2))) {
      return OpResult.mismatch(
          "expected size for first two dimensions of batch2 tensor to be: [%s, %s] but got: [%s, %s]"
              .formatted(left.dim(0), left.dim(2), right.dim(0), right.dim(1)));
    }
    if (Sizes.clash(call.dtype(leftName), call.dtype(rightName))) {
      return differentTypes(call.dtype(leftName), call.dtype(rightName));
    }
    Shape output = Shape.of(Sizes.known(left.dim(0), right.dim(0)), left.dim(1), right.dim(2));
    return OpResult.of(
            call.tensor(leftName)
                .with(output)
                .with(Sizes.common(call.dtype(leftName), call.dtype(rightName))))
        .withFlops(output.numel().times(Sizes.known(left.dim(2), right.dim(1))).times(2));
  }

  private static OpResult withoutBatch(OpResult product) {
    if (!(product instanceof OpResult.Inferred inferred)) {
      return product;
    }
    TensorType type = inferred.types().getFirst();
    return OpResult.of(type.with(Shape.of(type.shape().dim(1), type.shape().dim(2))))
        .withFlops(inferred.flops());
  }

  /** A product with the input added to it, which spreads. */
  private static OpResult added(OpCall call, OpResult product) {
    if (!(product instanceof OpResult.Inferred inferred)) {
      return product;
    }
    Shape sum = inferred.types().getFirst().shape();
    Shape input = call.shape("input");
    if (sum.rank().isEmpty() || input.rank().isEmpty()) {
      return product;
    }
    boolean isClash = Sizes.rank(input) > Sizes.rank(sum);
    for (int i = 1; i <= Sizes.rank(input) && !isClash; i++) {
      isClash = !input.dim(-i).mayBeOne() && input.dim(-i).equalTo(sum.dim(-i)) == Proof.NO;
    }
    return isClash
        ? OpResult.mismatch(
            "input of size %s does not spread to the product of size %s"
                .formatted(Sizes.text(input), Sizes.text(sum)))
        : product;
  }

  // --- products over chosen dimensions

  private static OpResult tensordot(OpCall call) {
    TensorType left = call.tensor("input");
    Shape right = call.shape("other");
    Optional<List<List<Dim>>> axes = contracted(call, Sizes.rank(left.shape()));
    if (left.shape().rank().isEmpty() || right.rank().isEmpty() || axes.isEmpty()) {
      return OpResult.of(left.with(Shape.unknown()));
    }
    if (axes.get().get(0).size() > Math.min(Sizes.rank(left.shape()), Sizes.rank(right))) {
      return OpResult.mismatch(
          "tensordot expects dims < ndim_a or ndim_b, but got dims=" + axes.get().get(0).size());
    }
    List<Dim> leftAxes = axes.get().get(0);
    List<Dim> rightAxes = axes.get().get(1);
    if (leftAxes.size() != rightAxes.size()) {
      return OpResult.mismatch("both dimension lists should have same length");
    }
    Set<Integer> leftUsed = new TreeSet<>();
    Set<Integer> rightUsed = new TreeSet<>();
    Dim inner = Dim.of(1);
    for (int i = 0; i < leftAxes.size(); i++) {
      OptionalInt one = Sizes.axis(left.shape(), leftAxes.get(i));
      OptionalInt other = Sizes.axis(right, rightAxes.get(i));
      if (one.isEmpty()) {
        return Sizes.noAxis(left.shape(), leftAxes.get(i), OpResult.of(left.with(Shape.unknown())));
      }
      if (other.isEmpty()) {
        return Sizes.noAxis(right, rightAxes.get(i), OpResult.of(left.with(Shape.unknown())));
      }
      Dim leftSize = left.shape().dim(one.getAsInt());
      Dim rightSize = right.dim(other.getAsInt());
      if (!leftSize.mayBeOne() && !rightSize.mayBeOne() && Sizes.clash(call, leftSize, rightSize)) {
        return OpResult.mismatch(
            "contracted dimensions need to match, but first has size %s in dim %d and second has size %s in dim %d"
                .formatted(leftSize, one.getAsInt(), rightSize, other.getAsInt()));
      }
      leftUsed.add(one.getAsInt());
      rightUsed.add(other.getAsInt());
      inner = inner.times(Sizes.known(leftSize, rightSize));
    }
    List<Dim> rest = without(left.shape(), leftUsed);
    rest.addAll(without(right, rightUsed));
    return OpResult.of(left.with(Shape.of(rest)))
        .withFlops(Sizes.product(rest).times(inner).times(2));
  }

  /** The dimensions of either side that are summed over. */
  private static Optional<List<List<Dim>>> contracted(OpCall call, int leftRank) {
    Argument dims = call.argument("dims").orElse(new Argument.Int(Dim.of(2)));
    if (dims instanceof Argument.Int(Dim count) && count.known().isPresent()) {
      List<Dim> left = new ArrayList<>();
      List<Dim> right = new ArrayList<>();
      for (long i = 0; i < count.known().getAsLong(); i++) {
        left.add(Dim.of(leftRank - count.known().getAsLong() + i));
        right.add(Dim.of(i));
      }
      return Optional.of(List.of(left, right));
    }
    if (dims instanceof Argument.Many(List<Argument> pair)
        && pair.size() == 2
        && pair.get(0) instanceof Argument.Many(List<Argument> left)
        && pair.get(1) instanceof Argument.Many(List<Argument> right)) {
      return Optional.of(
          List.of(
              left.stream().map(OpCall::integer).toList(),
              right.stream().map(OpCall::integer).toList()));
    }
    return Optional.empty();
  }

  private static List<Dim> without(Shape shape, Set<Integer> axes) {
    List<Dim> rest = new ArrayList<>();
    for (int i = 0; i < Sizes.rank(shape); i++) {
      if (!axes.contains(i)) {
        rest.add(shape.dim(i));
      }
    }
    return rest;
  }

  private static OpResult chain(OpCall call, String name) {
    Optional<List<TensorType>> matrices = call.tensors(name);
    if (matrices.isEmpty() || matrices.get().isEmpty()) {
      return OpResult.of(TensorType.unknown());
    }
    TensorType first = matrices.get().getFirst();
    TensorType last = matrices.get().getLast();
    for (int i = 1; i < matrices.get().size(); i++) {
      Shape left = matrices.get().get(i - 1).shape();
      Shape right = matrices.get().get(i).shape();
      if (Sizes.clash(call, left.dim(-1), right.dim(0))) {
        return OpResult.mismatch(
            cannotMultiply(
                left.hasRank(1) ? Dim.of(1) : left.dim(0),
                left.dim(-1),
                right.dim(0),
                right.hasRank(1) ? Dim.of(1) : right.dim(1)));
      }
    }
    if (first.shape().rank().isEmpty() || last.shape().rank().isEmpty()) {
      return OpResult.of(first.with(Shape.unknown()));
    }
    List<Dim> output = new ArrayList<>();
    if (!first.shape().hasRank(1)) {
      output.add(first.shape().dim(0));
    }
    if (!last.shape().hasRank(1)) {
      output.add(last.shape().dim(-1));
    }
    return OpResult.of(first.with(Shape.of(output)));
  }
}
