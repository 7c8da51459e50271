package dev.tensorvet.verify;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.verify.Check.Kind;
import dev.tensorvet.verify.Check.State;
import dev.tensorvet.verify.ModelReport.Failure;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Numbers;
import dev.tensorvet.verify.Wire.Request;
import dev.tensorvet.verify.Wire.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A TorchScript file that was saved elsewhere, run as it is: of what it computes on the way nothing
 * is seen, but what it gives.
 */
public final class ScriptFile {

  private static final long BATCH = 4;
  private static final long LENGTH = 12;
  private static final long SIDE = 64;

  /** Indices are less than this: few enough for most uses. */
  private static final int FEW = 2;

  private ScriptFile() {}

  /**
   * Runs it on the processor.
   *
   * @param name of the file
   * @param inputs what it is called with
   */
  public static ModelReport run(
      String name, ByteBuffer file, List<TensorType> inputs, Libtorch torch) {
    Map<String, Long> sizes = sizes(inputs);
    List<Tensor> tensors = tensors(inputs, sizes);
    Answer loaded = torch.ask(new Request.Load(file));
    Answer answer =
        loaded instanceof Answer.Given ? torch.ask(new Request.Give("forward", tensors)) : loaded;
    List<Check> checks = new ArrayList<>();
    Optional<Failure> failure =
        switch (answer) {
          case Answer.Given given -> {
            checks.add(check(Kind.RUN, State.PASSED, "it gives " + shapes(given.tensors())));
            checks.add(values(given.tensors()));
            yield Optional.empty();
          }
          case Answer.Failed failed ->
              Optional.of(
                  new Failure(
                      loaded instanceof Answer.Given
                          ? Failure.Kind.REFUSED
                          : Failure.Kind.NOT_LOADED,
                      Complaint.reason(failed.message()),
                      Optional.empty()));
          case Answer.Died died ->
              Optional.of(new Failure(Failure.Kind.DIED, died.why(), Optional.empty()));
        };
    failure.ifPresent(f -> checks.add(check(Kind.RUN, State.FAILED, f.why())));
    // Of a file that is no text, a report can name no more than the beginning.
    Place place = new Place(SourceFile.of(name, Language.PYTHON, ""), new Span(0, 0));
    return new ModelReport(name, place, failure, sizes, checks, List.of(), List.of(), List.of());
  }

  private static Check check(Kind kind, State state, String detail) {
    return new Check(kind, state, detail, Optional.empty());
  }

  private static String shapes(List<Numbers> outputs) {
    return String.join(
        ", ",
        outputs.stream()
            .map(o -> "`" + Shape.of(o.shape().stream().map(Dim::of).toList()) + "`")
            .toList());
  }

  private static Check values(List<Numbers> outputs) {
    double most = 0;
    for (Numbers output : outputs) {
      for (int i = 0; i < output.values().remaining(); i++) {
        if (!Double.isFinite(output.at(i))) {
          return check(Kind.VALUES, State.FAILED, "not all that it gives is finite");
        }
        most = Math.max(most, Math.abs(output.at(i)));
      }
    }
    return check(Kind.VALUES, State.PASSED, "all are finite, the largest is " + (float) most);
  }

  // --- inputs

  /** Numbers for the sizes that are left open. */
  private static Map<String, Long> sizes(List<TensorType> inputs) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (TensorType input : inputs) {
      List<Dim> dims = input.shape().dims().orElse(List.of());
      for (int i = 0; i < dims.size(); i++) {
        long size = i == 0 ? BATCH : dims.size() >= 4 && i >= 2 ? SIDE : LENGTH;
        dims.get(i).symbols().forEach(symbol -> sizes.putIfAbsent(symbol, size));
      }
    }
    return sizes;
  }

  private static List<Tensor> tensors(List<TensorType> inputs, Map<String, Long> sizes) {
    Map<String, Dim> dims = new LinkedHashMap<>();
    sizes.forEach((symbol, size) -> dims.put(symbol, Dim.of(size)));
    Random random = new Random(0);
    List<Tensor> tensors = new ArrayList<>();
    for (TensorType input : inputs) {
      List<Long> shape =
          input.with(dims).shape().dims().orElse(List.of()).stream()
              .map(dim -> dim.known().orElse(1))
              .toList();
      tensors.add(tensor(input.dtype(), shape, random));
    }
    return tensors;
  }

  private static Tensor tensor(DType type, List<Long> shape, Random random) {
    int count = Math.toIntExact(shape.stream().reduce(1L, (left, right) -> left * right));
    boolean isFloat = type == DType.UNKNOWN || type.isFloating();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(count, isFloat ? Float.BYTES : Long.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      if (isFloat) {
        bytes.putFloat((float) random.nextGaussian());
      } else {
        bytes.putLong(random.nextInt(FEW));
      }
    }
    return new Tensor(isFloat ? Tensor.Type.FLOAT32 : Tensor.Type.INT64, shape, bytes.flip());
  }
}
