package dev.tensorvet.tensor;

import java.util.Map;

/** What is known of a tensor without running anything. */
public record TensorType(Shape shape, DType dtype, Device device) {

  private static final TensorType UNKNOWN =
      new TensorType(Shape.unknown(), DType.UNKNOWN, Device.UNKNOWN);

  /** A tensor of which nothing is known. */
  public static TensorType unknown() {
    return UNKNOWN;
  }

  public static TensorType of(Shape shape, DType dtype) {
    return new TensorType(shape, dtype, Device.UNKNOWN);
  }

  /** A float32 tensor, the kind that layers expect. */
  public static TensorType ofFloat(Shape shape) {
    return of(shape, DType.FLOAT32);
  }

  public TensorType with(Shape other) {
    return new TensorType(other, dtype, device);
  }

  public TensorType with(DType other) {
    return new TensorType(shape, other, device);
  }

  public TensorType with(Device other) {
    return new TensorType(shape, dtype, other);
  }

  /** With values in the place of symbols. */
  public TensorType with(Map<String, Dim> values) {
    return with(shape.with(values));
  }

  /** {@code (B, 64, 28, 28) float32} */
  @Override
  public String toString() {
    return shape + " " + dtype.text();
  }
}
