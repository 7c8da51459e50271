package dev.tensorvet.ops;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Losses, and the distances that they are made of. */
final class Loss {

  /** Older names of the reduction, which still come before it. */
  private static final String REDUCTION = "size_average=None, reduce=None, reduction=None";

  static final List<Op> OPS =
      Stream.of(
              Op.all(
                  Loss::crossEntropy,
                  "cross_entropy(input, target, weight=None, size_average=None, ignore_index=-100,"
                      + " reduce=None, reduction=None, label_smoothing=0.0)"),
              Op.all(
                  Loss::negativeLogLikelihood,
                  "nll_loss(input, target, weight=None, size_average=None, ignore_index=-100,"
                      + " reduce=None, reduction=None)"),
              Op.all(
                  Loss::binaryCrossEntropy,
                  "binary_cross_entropy(input, target, weight=None, " + REDUCTION + ")"),
              Op.all(
                  Loss::binaryCrossEntropyWithLogits,
                  "binary_cross_entropy_with_logits(input, target, weight=None, "
                      + REDUCTION
                      + ", pos_weight=None)"),
              Op.all(
                  Loss::ofFloats,
                  "mse_loss(input, target, " + REDUCTION + ", weight=None)",
                  "smooth_l1_loss(input, target, " + REDUCTION + ", beta=1.0)"),
              Op.all(
                  Loss::poisson,
                  "poisson_nll_loss(input, target, log_input=True, full=False, size_average=None,"
                      + " eps=1e-08, reduce=None, reduction=None)"),
              Op.all(
                  Loss::huber, "huber_loss(input, target, reduction=None, delta=1.0, weight=None)"),
              Op.all(Loss::absolute, "l1_loss(input, target, " + REDUCTION + ", weight=None)"),
              Op.all(
                  Loss::hinge,
                  "hinge_embedding_loss(input, target, margin=1.0, " + REDUCTION + ")"),
              Op.all(Loss::softMargin, "soft_margin_loss(input, target, " + REDUCTION + ")"),
              Op.all(
                  Loss::divergence, "kl_div(input, target, " + REDUCTION + ", log_target=False)"),
              Op.all(
                  Loss::cosineEmbedding,
                  "cosine_embedding_loss(input1, input2, target, margin=0.0, " + REDUCTION + ")"),
              Op.all(
                  Loss::marginRanking,
                  "margin_ranking_loss(input1, input2, target, margin=0.0, " + REDUCTION + ")"),
              Op.all(
                  Loss::tripletMargin,
                  "triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2.0, eps=1e-06,"
                      + " swap=False, "
                      + REDUCTION
                      + ")"),
              Op.all(
                  Loss::ctc,
                  "ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0,"
                      + " reduction=None, zero_infinity=False)"),
              Op.all(
                  Loss::gaussian,
                  "gaussian_nll_loss(input, target, var, full=False, eps=1e-06, reduction=None)"),
              Op.all(
                  Loss::multiMargin,
                  "multi_margin_loss(input, target, p=1, margin=1.0, weight=None, "
                      + REDUCTION
                      + ")"),
              Op.all(
                  Loss::multilabelMargin,
                  "multilabel_margin_loss(input, target, " + REDUCTION + ")"),
              Op.all(
                  Loss::multilabelSoftMargin,
                  "multilabel_soft_margin_loss(input, target, weight=None, " + REDUCTION + ")"),
              Op.all(Loss::cosineSimilarity, "cosine_similarity(x1, x2, dim=1, eps=1e-08)"),
              Op.all(Loss::distance, "pairwise_distance(x1, x2, p=2.0, eps=1e-06, keepdim=False)"),
              Op.all(Loss::distances, "cdist(x1, x2, p=2.0, compute_mode=None)"))
          .flatMap(ops -> ops)
          .toList();

  private Loss() {}

  // --- what becomes of the losses of the elements

  private enum Reduction {
    TO_ONE,
    NONE,
    UNKNOWN
  }

  private static Reduction reduction(OpCall call) {
    if (call.has("reduce") || call.has("size_average")) {
      return switch (call.flag("reduce", true)) {
        case YES -> Reduction.TO_ONE;
        case NO -> Reduction.NONE;
        case UNKNOWN -> Reduction.UNKNOWN;
      };
    }
    if (!call.has("reduction")) {
      return Reduction.TO_ONE;
    }
    return call.text("reduction")
        .map(name -> name.equals("none") ? Reduction.NONE : Reduction.TO_ONE)
        .orElse(Reduction.UNKNOWN);
  }

  /**
   * @param each the losses before they are reduced
   */
  private static OpResult reduced(OpCall call, TensorType each) {
    Optional<String> name = call.text("reduction");
    if (name.isPresent() && !List.of("mean", "sum", "none", "batchmean").contains(name.get())) {
      return OpResult.mismatch("%s is not a valid value for reduction".formatted(name.get()));
    }
    return OpResult.of(
        each.with(
            switch (reduction(call)) {
              case TO_ONE -> Shape.scalar();
              case NONE -> each.shape();
              case UNKNOWN -> Shape.unknown();
            }));
  }

  private static OpResult reduced(OpCall call, OpResult each) {
    return each instanceof OpResult.Inferred inferred
        ? reduced(call, inferred.types().getFirst())
        : each;
  }

  /** The losses of elements that meet. */
  private static OpResult met(OpCall call, String... names) {
    List<Operand> operands = Operand.all(call, names);
    return Operand.met(call, operands, Operand.promoted(operands));
  }

  private static OpResult met(OpCall call, Function<TensorType, OpResult> then, String... names) {
    OpResult each = met(call, names);
    return each instanceof OpResult.Inferred inferred
        ? then.apply(inferred.types().getFirst())
        : each;
  }

  /** What is wrong when two shapes cannot be the same; what is not known is noted. */
  private static Optional<OpResult> differ(OpCall call, Shape target, Shape input) {
    if (target.rank().isEmpty() || input.rank().isEmpty()) {
      return Optional.empty();
    }
    boolean isSame = target.rank().equals(input.rank());
    for (int axis = 0; isSame && axis < input.rank().getAsInt(); axis++) {
      isSame = call.same(target.dim(axis), input.dim(axis)) != Proof.NO;
    }
    return isSame
        ? Optional.empty()
        : Optional.of(
            OpResult.mismatch(
                "target size %s must be the same as input size %s".formatted(target, input)));
  }

  // --- of classes

  private static OpResult crossEntropy(OpCall call) {
    TensorType input = call.tensor("input");
    TensorType target = call.tensor("target");
    if (Elementwise.isWhole(input.dtype())) {
      return Elementwise.refused("cross_entropy", input.dtype());
    }
    boolean isOfWholes = Elementwise.isWhole(target.dtype());
    if (input.shape().rank().isEmpty() || target.shape().rank().isEmpty()) {
      return reduced(
          call,
          isOfWholes
              ? input.with(needed(call, input.shape()))
              : TensorType.of(Shape.unknown(), DType.UNKNOWN));
    }
    int rank = input.shape().rank().getAsInt();
    boolean isOfProbabilities =
        target.shape().hasRank(rank) && (rank != 1 || !target.shape().dim(0).isKnown(1));
    return isOfProbabilities ? probabilities(call) : classes(call);
  }

  private static OpResult negativeLogLikelihood(OpCall call) {
    TensorType input = call.tensor("input");
    if (Elementwise.isWhole(input.dtype())) {
      return Elementwise.refused("nll_loss", input.dtype());
    }
    if (input.shape().hasRank(0)) {
      return OpResult.mismatch("expected 1 or more dimensions (got 0)");
    }
    return classes(call);
  }

  /** The target has a number for each class. */
  private static OpResult probabilities(OpCall call) {
    TensorType input = call.tensor("input");
    TensorType target = call.tensor("target");
    Optional<OpResult> differ = differ(call, target.shape(), input.shape());
    if (differ.isPresent()) {
      return differ.get();
    }
    if (Elementwise.isWhole(target.dtype())) {
      return OpResult.mismatch(
          "expected a floating-point type for a target with class probabilities, as one of the"
              + " input's shape %s is, but got %s".formatted(input.shape(), target.dtype().text()));
    }
    return weightOf(call, classCount(input.shape()))
        .orElseGet(
            () ->
                reduced(
                    call,
                    input
                        .with(withoutClasses(input.shape()))
                        .with(Operand.promoted(Operand.all(call, "input", "target", "weight")))));
  }

  private static Dim classCount(Shape input) {
    return input.dim(input.hasRank(1) ? 0 : 1);
  }

  private static Shape withoutClasses(Shape input) {
    return Axis.reduced(input, List.of(input.hasRank(1) ? 0 : 1), false);
  }

  /** The shape of a target that has a class for each place of an input. */
  private static Shape needed(OpCall call, Shape input) {
    return input.rank().isPresent()
        ? call.shape("target", withoutClasses(input))
        : call.shape("target");
  }

  /** The target has a class for each place. */
  private static OpResult classes(OpCall call) {
    TensorType input = call.tensor("input");
    DType type = call.dtype("target");
    if (input.shape().rank().isEmpty()) {
      return reduced(call, input.with(call.shape("target")));
    }
    Shape wanted = withoutClasses(input.shape());
    Shape target = needed(call, input.shape());
    boolean isSingle = input.shape().hasRank(1) && target.hasRank(1);
    boolean fits =
        isSingle
            ? call.same(target.dim(0), Dim.of(1)) != Proof.NO
            : differ(call, target, wanted).isEmpty();
    if (!fits) {
      return OpResult.mismatch(
          "a target of shape %s does not fit an input of shape %s: expected one class for each place, %s"
              .formatted(target, input.shape(), wanted));
    }
    boolean isBytes = type == DType.UINT8 && input.shape().rank().getAsInt() <= 2;
    if (type != DType.INT64 && !isBytes && type != DType.UNKNOWN) {
      return OpResult.mismatch("expected target dtype to be int64, but got " + type.text());
    }
    DType weight = call.dtype("weight");
    if (Elementwise.areApart(input.dtype(), weight)) {
      return OpResult.mismatch(
          "expected a weight of dtype %s, but got %s"
              .formatted(input.dtype().text(), weight.text()));
    }
    return weightOf(call, classCount(input.shape()))
        .orElseGet(() -> reduced(call, input.with(isSingle ? Shape.scalar() : target)));
  }

  /** What is wrong with a weight that has not one number for each class. */
  private static Optional<OpResult> weightOf(OpCall call, Dim classes) {
    Shape weight = call.shape("weight");
    if (!call.has("weight") || weight.rank().isEmpty()) {
      return Optional.empty();
    }
    return weight.hasRank(1) && call.same(weight.dim(0), classes) != Proof.NO
        ? Optional.empty()
        : Optional.of(
            OpResult.mismatch(
                "the weight must have one number for each of the %s classes, but is of shape %s"
                    .formatted(classes, weight)));
  }

  // --- of yes and no

  private static OpResult binaryCrossEntropy(OpCall call) {
    TensorType input = call.tensor("input");
    TensorType target = call.tensor("target");
    if (Elementwise.isWhole(input.dtype())) {
      return Elementwise.refused("binary_cross_entropy", input.dtype());
    }
    Optional<OpResult> differ = differ(call, target.shape(), input.shape());
    if (differ.isPresent()) {
      return differ.get();
    }
    if (Elementwise.areApart(input.dtype(), target.dtype())) {
      return OpResult.mismatch(
          "expected a target of dtype %s, but got %s"
              .formatted(input.dtype().text(), target.dtype().text()));
    }
    return weighted(call, "weight").orElseGet(() -> reduced(call, both(input, target)));
  }

  private static OpResult binaryCrossEntropyWithLogits(OpCall call) {
    TensorType input = call.tensor("input");
    TensorType target = call.tensor("target");
    Optional<OpResult> differ = differ(call, target.shape(), input.shape());
    if (differ.isPresent()) {
      return differ.get();
    }
    if (Elementwise.isWhole(target.dtype()) || Elementwise.isWhole(input.dtype())) {
      return OpResult.mismatch(
          "binary_cross_entropy_with_logits takes floating-point tensors, but got %s and a target of %s"
              .formatted(input.dtype().text(), target.dtype().text()));
    }
    // The loss is computed in the place of a tensor like the target.
    return weighted(call, "weight")
        .or(() -> weighted(call, "pos_weight"))
        .orElseGet(() -> reduced(call, both(input, target).with(target.dtype())));
  }

  /** Two of one shape: as far as one of them is known. */
  private static TensorType both(TensorType input, TensorType target) {
    return input.shape().rank().isPresent() ? input : input.with(target.shape());
  }

  /** What is wrong with a weight that does not spread to the shape of the input. */
  private static Optional<OpResult> weighted(OpCall call, String name) {
    Shape input = call.shape("input");
    Shape weight = call.shape(name);
    boolean fits =
        switch (input.broadcast(weight)) {
          case Shape.Broadcast.Clash clash -> false;
          case Shape.Broadcast.To(Shape to) -> Op.mayHold(input, to);
        };
    return fits
        ? Optional.empty()
        : Optional.of(
            OpResult.mismatch(
                "a weight of shape %s cannot be broadcast to %s".formatted(weight, input)));
  }

  // --- of numbers

  /** Both are spread before they meet, so that one without dimensions counts as the other. */
  private static OpResult spread(OpCall call, DType type) {
    return reduced(call, Operand.met(call, Operand.all(call, "input", "target"), type));
  }

  private static OpResult ofFloats(OpCall call) {
    DType type = call.dtype("input").promote(call.dtype("target"));
    return Elementwise.isWhole(type) ? Elementwise.refused("the loss", type) : spread(call, type);
  }

  private static OpResult poisson(OpCall call) {
    List<Operand> both = Operand.all(call, "input", "target");
    DType type = Elementwise.floating(call.dtype("input")).promote(Operand.promoted(both));
    return reduced(call, Operand.met(call, both, type));
  }

  private static OpResult huber(OpCall call) {
    DType type = call.dtype("input");
    return Elementwise.isWhole(type)
        ? Elementwise.refused("huber_loss", type)
        : reduced(call, Operand.met(call, Operand.all(call, "input", "target"), type));
  }

  private static OpResult absolute(OpCall call) {
    DType type = call.dtype("input").promote(call.dtype("target"));
    boolean isMean = !call.has("reduction") || call.text("reduction").equals(Optional.of("mean"));
    boolean isOfBools = Stream.of("input", "target").anyMatch(n -> call.dtype(n) == DType.BOOL);
    return isOfBools || (isMean && Elementwise.isWhole(type) && reduction(call) == Reduction.TO_ONE)
        ? Elementwise.refused("the mean of the loss", type)
        : spread(call, type);
  }

  private static OpResult hinge(OpCall call) {
    List<Operand> both = Operand.all(call, "input", "target");
    boolean isOfWholes = Elementwise.isWhole(Operand.promoted(both));
    DType type = isOfWholes ? DType.UNKNOWN : call.dtype("input");
    return reduced(call, Operand.met(call, both, type));
  }

  private static OpResult softMargin(OpCall call) {
    TensorType input = call.tensor("input");
    if (Elementwise.isWhole(input.dtype())) {
      return Elementwise.refused("soft_margin_loss", input.dtype());
    }
    OpResult each = Operand.met(call, Operand.all(call, "input", "target"), input.dtype());
    if (each instanceof OpResult.Inferred inferred
        && !Op.mayHold(input.shape(), inferred.types().getFirst().shape())) {
      return OpResult.mismatch(
          "output with shape %s doesn't match the broadcast shape %s"
              .formatted(input.shape(), inferred.types().getFirst().shape()));
    }
    return reduced(call, each);
  }

  private static OpResult divergence(OpCall call) {
    DType type = call.dtype("input");
    DType target = call.dtype("target");
    return Elementwise.isWhole(type) || Elementwise.isWhole(target)
        ? OpResult.mismatch(
            "kl_div does not support integers, but got %s and a target of %s"
                .formatted(type.text(), target.text()))
        : reduced(call, met(call, "input", "target"));
  }

  // --- of pairs and triples

  private static OpResult cosineEmbedding(OpCall call) {
    Shape target = call.shape("target");
    Shape first = call.shape("input1");
    Shape second = call.shape("input2");
    int rank = target.rank().orElse(1);
    boolean isWrong =
        rank > 1
            || (target.rank().isPresent()
                && (first.rank().orElse(rank + 1) != rank + 1
                    || second.rank().orElse(rank + 1) != rank + 1));
    if (isWrong) {
      return OpResult.mismatch(
          "a target of %d dimensions does not go with inputs of shapes %s and %s"
              .formatted(rank, first, second));
    }
    return met(call, pairs -> cosineEmbedding(call, pairs), "input1", "input2");
  }

  private static OpResult cosineEmbedding(OpCall call, TensorType pairs) {
    Shape target = call.shape("target");
    if (Elementwise.isWhole(pairs.dtype())) {
      return OpResult.of(TensorType.unknown());
    }
    if (pairs.shape().rank().isEmpty()) {
      return reduced(call, pairs.with(target));
    }
    Shape left = Axis.withoutLast(pairs.shape(), 1);
    return switch (left.broadcast(target)) {
      case Shape.Broadcast.Clash clash -> Operand.clash(clash, left, target);
      case Shape.Broadcast.To(Shape to) -> reduced(call, pairs.with(to));
    };
  }

  private static OpResult marginRanking(OpCall call) {
    List<Shape> shapes = Stream.of("input1", "input2", "target").map(call::shape).toList();
    return haveRanks(shapes)
        ? reduced(call, met(call, "input1", "input2", "target"))
        : OpResult.mismatch(
            "margin_ranking_loss takes tensors of the same number of dimensions, but got %s, %s and %s"
                .formatted(shapes.toArray()));
  }

  /** Whether all may have the same rank. */
  private static boolean haveRanks(List<Shape> shapes) {
    return shapes.stream().map(Shape::rank).filter(rank -> rank.isPresent()).distinct().count()
        <= 1;
  }

  private static OpResult tripletMargin(OpCall call) {
    List<Shape> shapes = Stream.of("anchor", "positive", "negative").map(call::shape).toList();
    if (!haveRanks(shapes)) {
      return OpResult.mismatch(
          "triplet_margin_loss takes tensors of the same number of dimensions, but got %s, %s and %s"
              .formatted(shapes.toArray()));
    }
    return met(call, each -> reduced(call, withoutLast(each)), "anchor", "positive", "negative");
  }

  private static TensorType withoutLast(TensorType type) {
    int rank = type.shape().rank().orElse(0);
    return rank == 0 ? type : type.with(Axis.reduced(type.shape(), List.of(rank - 1), false));
  }

  // --- of sequences

  private static OpResult ctc(OpCall call) {
    TensorType input = call.tensor("log_probs");
    Shape shape = input.shape();
    if (shape.rank().isEmpty()) {
      return reduced(call, input);
    }
    int rank = shape.rank().getAsInt();
    if (rank != 2 && rank != 3) {
      return OpResult.mismatch(
          "ctc_loss takes log probabilities of shape (T, N, C) or (T, C), but got " + shape);
    }
    List<Dim> batch = new ArrayList<>();
    if (rank == 3) {
      batch.add(shape.dim(1));
      Shape targets = call.shape("targets");
      if (targets.hasRank(2) && call.same(targets.dim(0), shape.dim(1)) == Proof.NO) {
        return OpResult.mismatch(
            "expected a target for each of the %s sequences of %s, but got %s"
                .formatted(shape.dim(1), shape, targets));
      }
      for (String name : List.of("input_lengths", "target_lengths")) {
        Shape lengths = call.shape(name);
        if (lengths.hasRank(1) && call.same(lengths.dim(0), shape.dim(1)) == Proof.NO) {
          return OpResult.mismatch(
              "%s must be of size batch_size, %s, but is %s"
                  .formatted(name, shape.dim(1), lengths));
        }
      }
    }
    return reduced(call, input.with(Shape.of(batch)));
  }

  // --- others

  private static OpResult gaussian(OpCall call) {
    Shape input = call.shape("input");
    Shape variance = call.shape("var");
    if (input.rank().isPresent() && variance.rank().isPresent()) {
      int missing = input.rank().getAsInt() - variance.rank().getAsInt();
      boolean fits = missing == 0 || missing == 1;
      for (int axis = 0; fits && axis < variance.rank().getAsInt(); axis++) {
        Dim given = variance.dim(axis);
        fits = (missing == 0 && given.mayBeOne()) || given.equalTo(input.dim(axis)) != Proof.NO;
      }
      if (!fits) {
        return OpResult.mismatch(
            "a variance of shape %s is of incorrect size for an input of %s"
                .formatted(variance, input));
      }
    }
    return reduced(call, met(call, "input", "target"));
  }

  private static OpResult multiMargin(OpCall call) {
    TensorType input = call.tensor("input");
    Shape target = call.shape("target");
    DType type = call.dtype("target");
    if (input.shape().rank().orElse(1) > 2 || input.shape().hasRank(0)) {
      return OpResult.mismatch(
          "multi_margin_loss takes a vector or a matrix, but got " + input.shape());
    }
    if (type != DType.INT64 && type != DType.UNKNOWN) {
      return OpResult.mismatch("expected target dtype to be int64, but got " + type.text());
    }
    boolean isWrong =
        target.rank().orElse(1) > 1
            || (input.shape().hasRank(2)
                && target.hasRank(1)
                && call.same(target.dim(0), input.shape().dim(0)) == Proof.NO);
    return isWrong
        ? OpResult.mismatch(
            "a target of shape %s does not fit an input of shape %s: expected one class for each row"
                .formatted(target, input.shape()))
        : reduced(call, input.with(withoutLast(input).shape()));
  }

  private static OpResult multilabelMargin(OpCall call) {
    TensorType input = call.tensor("input");
    DType type = call.dtype("target");
    if (type != DType.INT64 && type != DType.UNKNOWN) {
      return OpResult.mismatch("expected target dtype to be int64, but got " + type.text());
    }
    return differ(call, call.shape("target"), input.shape())
        .orElseGet(() -> reduced(call, withoutLast(input)));
  }

  private static OpResult multilabelSoftMargin(OpCall call) {
    return met(call, each -> reduced(call, withoutLast(each)), "input", "target", "weight");
  }

  // --- distances

  private static OpResult cosineSimilarity(OpCall call) {
    DType type = call.dtype("x1").promote(call.dtype("x2"));
    return Elementwise.isWhole(type)
        ? OpResult.mismatch(
            "cosine_similarity takes floating-point tensors, but got " + type.text())
        : met(call, both -> similarity(both.with(type), call.integer("dim", 1)), "x1", "x2");
  }

  private static OpResult similarity(TensorType both, Dim dim) {
    return switch (Axis.of(both.shape(), dim)) {
      case Axis.Outside outside -> OpResult.mismatch(outside.why());
      case Axis.At at -> OpResult.of(both.with(Axis.reduced(both.shape(), at.axes(), false)));
      case Axis.Somewhere somewhere ->
          OpResult.of(both.with(Axis.reducedSomewhere(both.shape(), 1, false)));
    };
  }

  private static OpResult distance(OpCall call) {
    return met(call, both -> distance(both, call.flag("keepdim", false)), "x1", "x2");
  }

  private static OpResult distance(TensorType met, Proof isKept) {
    TensorType both = met.with(Elementwise.floating(met.dtype()));
    return switch (isKept) {
      case NO -> OpResult.of(withoutLast(both));
      case YES -> OpResult.of(both.with(Axis.replaced(both.shape(), -1, Dim.of(1))));
      case UNKNOWN -> OpResult.of(both.with(Shape.unknown()));
    };
  }

  /** Between the rows of two matrices. */
  private static OpResult distances(OpCall call) {
    TensorType left = call.tensor("x1");
    TensorType right = call.tensor("x2");
    for (TensorType each : List.of(left, right)) {
      if (Elementwise.isWhole(each.dtype())) {
        return OpResult.mismatch(
            "cdist only supports floating-point dtypes, but got " + each.dtype().text());
      }
      if (each.shape().rank().orElse(2) < 2) {
        return OpResult.mismatch("cdist takes matrices, but got " + each.shape());
      }
    }
    if (Elementwise.areApart(left.dtype(), right.dtype())) {
      return OpResult.mismatch(
          "cdist takes two tensors of the same dtype, but got %s and %s"
              .formatted(left.dtype().text(), right.dtype().text()));
    }
    DType type = left.dtype() == right.dtype() ? left.dtype() : DType.UNKNOWN;
    if (left.shape().rank().isEmpty() || right.shape().rank().isEmpty()) {
      return OpResult.of(left.with(Shape.unknown()).with(type));
    }
    if (call.same(left.shape().dim(-1), right.shape().dim(-1)) == Proof.NO) {
      return OpResult.mismatch(
          "the rows of both must have the same number of columns, but got %s and %s"
              .formatted(left.shape(), right.shape()));
    }
    return switch (Axis.withoutLast(left.shape(), 2)
        .broadcast(Axis.withoutLast(right.shape(), 2))) {
      case Shape.Broadcast.Clash clash -> Operand.clash(clash, left.shape(), right.shape());
      case Shape.Broadcast.To(Shape batch) ->
          OpResult.of(
              left.with(
                      Axis.appended(
                          Axis.appended(batch, left.shape().dim(-2)), right.shape().dim(-2)))
                  .with(type));
    };
  }
}
