package dev.tensorvet.ops;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Linear algebra: decompositions, norms, and products of vectors. */
final class Algebra {

  static final List<Op> OPS =
      Stream.of(
              Op.all(
                  call -> ofSquare(call, OpResult::of),
                  "inverse(input, *, out=None)",
                  "linalg_cholesky(input|A, *, upper=False, out=None)",
                  "linalg_inv(input|A, *, out=None)",
                  "linalg_matrix_exp(input|A)",
                  "matrix_exp(input)"),
              Op.all(
                  call -> square(call, OpResult::of),
                  "cholesky(input, upper=False)",
                  "linalg_matrix_power(input|A, n, *, out=None)",
                  "matrix_power(input, n)"),
              Op.all(
                  call -> ofSquare(call, input -> OpResult.of(batch(input))),
                  "det(input)",
                  "linalg_det(input|A, *, out=None)",
                  "logdet(input)"),
              Op.all(
                  call ->
                      ofSquare(
                          call,
                          input -> OpResult.tuple(List.of(batch(input), realParts(batch(input))))),
                  "linalg_slogdet(input|A, *, out=None)",
                  "slogdet(input)"),
              Op.all(
                  call -> ofSquare(call, input -> OpResult.tuple(List.of(values(input), input))),
                  "linalg_eigh(input|A, UPLO=None, *, out=None)"),
              Op.all(
                  call -> ofSquare(call, input -> OpResult.of(values(input))),
                  "linalg_eigvalsh(input|A, UPLO=None, *, out=None)"),
              Op.all(
                  call ->
                      ofSquare(
                          call,
                          input -> OpResult.tuple(List.of(complex(values(input)), complex(input)))),
                  "linalg_eig(input|A, *, out=None)"),
              Op.all(
                  call -> ofSquare(call, input -> OpResult.of(complex(values(input)))),
                  "linalg_eigvals(input|A, *, out=None)"),
              Op.all(
                  Algebra::singularValues,
                  "linalg_svd(input|A, full_matrices=True, *, driver=None, out=None)"),
              Op.all(Algebra::oldSingularValues, "svd(input, some=True, compute_uv=True)"),
              Op.all(
                  call -> ofMatrix(call, input -> OpResult.of(least(input))),
                  "linalg_svdvals(input|A, *, driver=None, out=None)"),
              Op.all(Algebra::qr, "linalg_qr(input|A, mode=None, *, out=None)"),
              Op.all(
                  call -> ofMatrix(call, input -> OpResult.of(turned(input))),
                  "linalg_pinv(input|A, *, atol=None, rtol=None, hermitian=False, out=None)",
                  "pinverse(input, rcond=1e-15)"),
              Op.all(
                  call -> ofMatrix(call, input -> OpResult.of(batch(input).with(DType.INT64))),
                  "linalg_matrix_rank(input|A, *, atol=None, rtol=None, hermitian=False, out=None)"),
              Op.all(Algebra::solve, "linalg_solve(input|A, B, *, left=True, out=None)"),
              Op.all(
                  Algebra::norm,
                  "linalg_norm(input|A, ord=None, dim=None, keepdim=False, *, out=None,"
                      + " dtype=None)",
                  "linalg_vector_norm(input|x, ord=2.0, dim=None, keepdim=False, *, out=None,"
                      + " dtype=None)"),
              Op.all(
                  Algebra::matrixNorm,
                  "linalg_matrix_norm(input|A, ord=None, dim=None, keepdim=False, *, out=None,"
                      + " dtype=None)"),
              Op.all(Algebra::trace, "trace(input)"),
              Op.all(
                  Algebra::outer,
                  "outer(input, vec2, *, out=None)",
                  "ger(input, vec2, *, out=None)"),
              Op.all(
                  Algebra::dot,
                  "dot(input, tensor|other, *, out=None)",
                  "vdot(input, other, *, out=None)",
                  "inner(input, other, *, out=None)"),
              Op.all(Algebra::kron, "kron(input, other, *, out=None)"),
              Op.all(Algebra::oldCross, "cross(input, other, dim=None, *, out=None)"),
              Op.all(Algebra::cross, "linalg_cross(input, other, *, dim=-1, out=None)"))
          .flatMap(ops -> ops)
          .toList();

  private Algebra() {}

  // --- matrices

  private static OpResult ofMatrix(OpCall call, Function<TensorType, OpResult> result) {
    TensorType input = call.tensor("input");
    if (Elementwise.isWhole(input.dtype())) {
      return OpResult.mismatch(
          "expected a floating-point or complex tensor, but got " + input.dtype().text());
    }
    return matrix(call, result);
  }

  private static OpResult matrix(OpCall call, Function<TensorType, OpResult> result) {
    TensorType input = call.tensor("input");
    return input.shape().rank().orElse(2) < 2
        ? OpResult.mismatch("expected a tensor of at least 2 dimensions, but got " + input.shape())
        : result.apply(input);
  }

  private static OpResult ofSquare(OpCall call, Function<TensorType, OpResult> result) {
    return ofMatrix(call, input -> square(call, result));
  }

  private static OpResult square(OpCall call, Function<TensorType, OpResult> result) {
    return matrix(
        call,
        input ->
            input.shape().rank().isPresent()
                    && call.same(input.shape().dim(-1), input.shape().dim(-2)) == Proof.NO
                ? OpResult.mismatch(
                    "expected batches of square matrices, but they are %s by %s"
                        .formatted(input.shape().dim(-2), input.shape().dim(-1)))
                : result.apply(input));
  }

  /** One number for each matrix. */
  private static TensorType batch(TensorType input) {
    return input.with(Axis.withoutLast(input.shape(), 2));
  }

  /** A real number for each row. */
  private static TensorType values(TensorType input) {
    return realParts(input.with(Axis.withoutLast(input.shape(), 1)));
  }

  private static TensorType realParts(TensorType type) {
    return type.with(Elementwise.real(type.dtype()));
  }

  private static TensorType complex(TensorType type) {
    return type.dtype().kind() == DType.Kind.COMPLEX
        ? type
        : type.with(Operand.complex(type.dtype()));
  }

  private static TensorType turned(TensorType input) {
    return sized(input, input.shape().dim(-1), input.shape().dim(-2));
  }

  /** Matrices of another size. */
  private static TensorType sized(TensorType input, Dim rows, Dim columns) {
    return input.with(
        Axis.appended(Axis.appended(Axis.withoutLast(input.shape(), 2), rows), columns));
  }

  private static Dim leastSize(TensorType input) {
    return input.shape().dim(-2).min(input.shape().dim(-1));
  }

  private static TensorType least(TensorType input) {
    return realParts(
        input.with(Axis.appended(Axis.withoutLast(input.shape(), 2), leastSize(input))));
  }

  private static OpResult singularValues(OpCall call) {
    return ofMatrix(
        call,
        input -> {
          Dim rows = input.shape().dim(-2);
          Dim columns = input.shape().dim(-1);
          Dim inner = call.flag("full_matrices", true) == Proof.NO ? leastSize(input) : Dim.any();
          boolean isFull = call.flag("full_matrices", true) == Proof.YES;
          return OpResult.tuple(
              List.of(
                  sized(input, rows, isFull ? rows : inner),
                  least(input),
                  sized(input, isFull ? columns : inner, columns)));
        });
  }

  /** The last part is not transposed. */
  private static OpResult oldSingularValues(OpCall call) {
    return ofMatrix(
        call,
        input -> {
          Dim rows = input.shape().dim(-2);
          Dim columns = input.shape().dim(-1);
          Dim inner = call.flag("some", true) == Proof.YES ? leastSize(input) : Dim.any();
          boolean isFull = call.flag("some", true) == Proof.NO;
          return OpResult.tuple(
              List.of(
                  sized(input, rows, isFull ? rows : inner),
                  least(input),
                  sized(input, columns, isFull ? columns : inner)));
        });
  }

  private static OpResult qr(OpCall call) {
    String mode = call.has("mode") ? call.text("mode").orElse("?") : "reduced";
    return ofMatrix(
        call,
        input -> {
          Dim rows = input.shape().dim(-2);
          Dim columns = input.shape().dim(-1);
          Dim inner =
              switch (mode) {
                case "reduced" -> leastSize(input);
                case "complete" -> rows;
                default -> Dim.any();
              };
          return OpResult.tuple(List.of(sized(input, rows, inner), sized(input, inner, columns)));
        });
  }

  /** The right side is a batch of vectors, or of matrices. */
  private static OpResult solve(OpCall call) {
    return ofSquare(
        call,
        input -> {
          Shape left = input.shape();
          Shape right = call.shape("B");
          DType type = call.dtype("B");
          if (Elementwise.areApart(input.dtype(), type)) {
            return OpResult.mismatch(
                "both sides must have the same dtype, but got %s and %s"
                    .formatted(input.dtype().text(), type.text()));
          }
          if (input.shape().rank().isEmpty() || right.rank().isEmpty()) {
            return OpResult.of(input.with(Shape.unknown()));
          }
          Proof ofVectors = ofVectors(left, right);
          if (ofVectors == Proof.UNKNOWN) {
            return OpResult.of(input.with(Shape.unknown()));
          }
          boolean isOfVectors = ofVectors == Proof.YES;
          Dim rows = right.dim(isOfVectors ? -1 : -2);
          if (call.flag("left", true) != Proof.YES) {
            return OpResult.of(input.with(Shape.unknown()));
          }
          if (right.hasRank(0) || call.same(rows, left.dim(-1)) == Proof.NO) {
            return OpResult.mismatch(
                "incompatible shapes of A and B for the equation AX = B: %s and %s"
                    .formatted(left, right));
          }
          Shape batch = Axis.withoutLast(right, isOfVectors ? 1 : 2);
          return switch (Axis.withoutLast(left, 2).broadcast(batch)) {
            case Shape.Broadcast.Clash clash -> Operand.clash(clash, left, right);
            case Shape.Broadcast.To(Shape to) -> {
              Shape solved = Axis.appended(to, left.dim(-1));
              yield OpResult.of(
                  input.with(isOfVectors ? solved : Axis.appended(solved, right.dim(-1))));
            }
          };
        });
  }

  /** Whether the right side has a vector, and no matrix, for each matrix of the left. */
  private static Proof ofVectors(Shape left, Shape right) {
    if (right.hasRank(1)) {
      return Proof.YES;
    }
    Shape vectors = Axis.withoutLast(left, 1);
    Proof proof = Proof.of(vectors.rank().equals(right.rank()));
    for (int axis = 0; proof != Proof.NO && axis < vectors.rank().orElse(0); axis++) {
      proof = proof.and(vectors.dim(axis).equalTo(right.dim(axis)));
    }
    return proof;
  }

  // --- norms

  private static OpResult norm(OpCall call) {
    DType type = call.type("dtype").orElse(call.dtype("input"));
    return Elementwise.isWhole(call.dtype("input"))
        ? OpResult.mismatch(
            "expected a floating-point or complex tensor, but got " + call.dtype("input").text())
        : Reduction.over(call, Elementwise.real(type), false);
  }

  private static OpResult matrixNorm(OpCall call) {
    TensorType input = realParts(call.tensor("input"));
    Optional<List<Dim>> dims =
        call.has("dim") ? call.integers("dim") : Optional.of(List.of(Dim.of(-2), Dim.of(-1)));
    return ofMatrix(
        call,
        matrices ->
            switch (Axis.of(input.shape(), dims.orElse(List.of(Dim.any(), Dim.any())))) {
              case Axis.Outside outside -> OpResult.mismatch(outside.why());
              case Axis.At at when call.flag("keepdim", false) != Proof.UNKNOWN ->
                  OpResult.of(
                      input.with(
                          Axis.reduced(
                              input.shape(), at.axes(), call.flag("keepdim", false) == Proof.YES)));
              default -> OpResult.of(input.with(Shape.unknown()));
            });
  }

  // --- vectors

  private static OpResult trace(OpCall call) {
    TensorType input = call.tensor("input");
    return input.shape().rank().orElse(2) == 2
        ? OpResult.of(
            input
                .with(Shape.scalar())
                .with(Elementwise.isWhole(input.dtype()) ? DType.INT64 : input.dtype()))
        : OpResult.mismatch("trace expected a matrix, but got " + input.shape());
  }

  private static OpResult outer(OpCall call) {
    TensorType left = call.tensor("input");
    TensorType right = call.tensor("vec2");
    return left.shape().rank().orElse(1) != 1 || right.shape().rank().orElse(1) != 1
        ? OpResult.mismatch(
            "outer expected two vectors, but got %s and %s".formatted(left.shape(), right.shape()))
        : OpResult.of(
            left.with(Shape.of(left.shape().dim(0), right.shape().dim(0)))
                .with(left.dtype().promote(right.dtype())));
  }

  private static OpResult dot(OpCall call) {
    TensorType left = call.tensor("input");
    TensorType right = call.has("tensor") ? call.tensor("tensor") : call.tensor("other");
    boolean isInner = call.has("other");
    if (isInner) {
      return inner(call, left, right);
    }
    if (left.shape().rank().orElse(1) != 1
        || right.shape().rank().orElse(1) != 1
        || call.same(left.shape().dim(0), right.shape().dim(0)) == Proof.NO) {
      return OpResult.mismatch(
          "dot expected two vectors of the same size, but got %s and %s"
              .formatted(left.shape(), right.shape()));
    }
    return Elementwise.areApart(left.dtype(), right.dtype())
        ? OpResult.mismatch(
            "dot expected both vectors to have the same dtype, but got %s and %s"
                .formatted(left.dtype().text(), right.dtype().text()))
        : OpResult.of(left.with(Shape.scalar()));
  }

  private static OpResult inner(OpCall call, TensorType left, TensorType right) {
    if (left.shape().rank().isEmpty() || right.shape().rank().isEmpty()) {
      return OpResult.of(left.with(Shape.unknown()));
    }
    if (left.shape().hasRank(0) || right.shape().hasRank(0)) {
      return Operand.met(call, Operand.all(call, "input", "other"), left.dtype());
    }
    if (call.same(left.shape().dim(-1), right.shape().dim(-1)) == Proof.NO) {
      return OpResult.mismatch(
          "the last dimensions must match, but got shapes %s and %s"
              .formatted(left.shape(), right.shape()));
    }
    Shape shape = Axis.withoutLast(left.shape(), 1);
    for (Dim dim : Axis.withoutLast(right.shape(), 1).dims().orElseThrow()) {
      shape = Axis.appended(shape, dim);
    }
    return OpResult.of(left.with(shape));
  }

  private static OpResult kron(OpCall call) {
    TensorType left = call.tensor("input");
    TensorType right = call.tensor("other");
    DType type = left.dtype().promote(right.dtype());
    if (left.shape().rank().isEmpty() || right.shape().rank().isEmpty()) {
      return OpResult.of(left.with(Shape.unknown()).with(type));
    }
    int rank = Math.max(left.shape().rank().getAsInt(), right.shape().rank().getAsInt());
    Shape shape = Shape.scalar();
    for (int place = rank; place >= 1; place--) {
      shape =
          Axis.appended(
              shape, fromRight(left.shape(), place).times(fromRight(right.shape(), place)));
    }
    return OpResult.of(left.with(shape).with(type));
  }

  private static Dim fromRight(Shape shape, int place) {
    return place > shape.rank().orElse(0) ? Dim.of(1) : shape.dim(-place);
  }

  /** Along the first dimension of size three, if none is named. */
  private static OpResult oldCross(OpCall call) {
    if (call.has("dim")) {
      return cross(call);
    }
    List<Operand> both = Operand.all(call, "input", "other");
    boolean isWithout =
        call.shape("input").dims().orElse(List.of(Dim.any())).stream()
            .allMatch(dim -> dim.equalTo(3) == Proof.NO);
    return isWithout
        ? OpResult.mismatch("no dimension of size 3 in " + call.shape("input"))
        : Operand.met(call, both, Operand.promoted(both));
  }

  private static OpResult cross(OpCall call) {
    List<Operand> both = Operand.all(call, "input", "other");
    Shape left = call.shape("input");
    Shape right = call.shape("other");
    if (left.rank().isPresent() && right.rank().isPresent() && !left.rank().equals(right.rank())) {
      return OpResult.mismatch(
          "inputs must have the same number of dimensions, but got %s and %s"
              .formatted(left, right));
    }
    return switch (Axis.of(left, call.integer("dim", -1))) {
      case Axis.Outside outside -> OpResult.mismatch(outside.why());
      case Axis.At at when call.same(left.dim(at.only()), Dim.of(3)) == Proof.NO ->
          OpResult.mismatch(
              "inputs dimension %d must have length 3, but got %s and %s"
                  .formatted(at.only(), left, right));
      default -> Operand.met(call, both, Operand.promoted(both));
    };
  }
}
