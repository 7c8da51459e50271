package dev.tensorvet.ops;

/** What one operation gives for its arguments. Pure but for what it asks of the call. */
@FunctionalInterface
public interface ShapeRule {
  OpResult infer(OpCall call);
}
