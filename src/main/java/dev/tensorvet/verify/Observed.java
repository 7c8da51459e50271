package dev.tensorvet.verify;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.verify.ModelReport.Layer;
import dev.tensorvet.verify.Program.Traced;
import dev.tensorvet.verify.Wire.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tensor as the child has seen it, against what was foreseen of it. */
final class Observed {

  /** How many numbers stand before the sizes. */
  static final int FACTS = 6;

  private Observed() {}

  /**
   * @param sizes what the symbols of the prediction were
   */
  static Layer of(Traced traced, Numbers seen, Map<String, Dim> sizes) {
    TensorType predicted = traced.value().type().with(sizes);
    List<Dim> dims = new ArrayList<>();
    for (int i = FACTS; i < seen.values().remaining(); i++) {
      dims.add(Dim.of((long) seen.at(i)));
    }
    DType dtype = type((int) seen.at(0));
    TensorType actual = TensorType.of(Shape.of(dims), dtype);
    return new Layer(
        Notes.place(traced.node().origin()),
        traced.node().origin().module(),
        traced.node().op(),
        predicted.toString(),
        actual.toString(),
        fits(predicted, actual),
        seen.at(4),
        seen.at(5),
        (long) seen.at(2),
        (long) seen.at(3));
  }

  private static boolean fits(TensorType predicted, TensorType actual) {
    if (predicted.dtype() != DType.UNKNOWN && predicted.dtype() != actual.dtype()) {
      return false;
    }
    if (predicted.shape().dims().isEmpty()) {
      return true;
    }
    List<Dim> expected = predicted.shape().dims().get();
    List<Dim> found = actual.shape().dims().orElse(List.of());
    if (expected.size() != found.size()) {
      return false;
    }
    for (int i = 0; i < found.size(); i++) {
      if (expected.get(i).known().isPresent() && !expected.get(i).equals(found.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static DType type(int code) {
    for (DType type : DType.values()) {
      if (type != DType.UNKNOWN && Wording.number(type) == code) {
        return type;
      }
    }
    return DType.UNKNOWN;
  }
}
