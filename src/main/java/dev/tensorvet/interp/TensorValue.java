package dev.tensorvet.interp;

import dev.tensorvet.graph.Value;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;

/** A tensor: which value of the graph it holds now. An operation in place gives it another. */
final class TensorValue implements PythonValue, Mutable {

  private final boolean isParameter;
  private final boolean asksGradient;
  private Value value;

  TensorValue(Value value) {
    this(value, false, false);
  }

  private TensorValue(Value value, boolean isParameter, boolean asksGradient) {
    this.value = value;
    this.isParameter = isParameter;
    this.asksGradient = asksGradient;
  }

  /** The same tensor as a parameter of a module. */
  TensorValue asParameter(boolean gradient) {
    return new TensorValue(value, true, gradient);
  }

  boolean isParameter() {
    return isParameter;
  }

  boolean asksGradient() {
    return asksGradient;
  }

  Value value() {
    return value;
  }

  TensorType type() {
    return value.type();
  }

  Shape shape() {
    return value.type().shape();
  }

  /** The change is to be announced to the {@link Branching} before. */
  void set(Value other) {
    value = other;
  }

  @Override
  public Object state() {
    return value;
  }

  @Override
  public void restore(Object saved) {
    value = (Value) saved;
  }

  @Override
  public Object join(Object left, Object right, Joining values) {
    PythonValue joined = values.of(new TensorValue((Value) left), new TensorValue((Value) right));
    return joined instanceof TensorValue tensor ? tensor.value : left;
  }
}
