package dev.tensorvet.graph;

/**
 * A tensor that the model is called with.
 *
 * @param name the parameter of {@code forward}
 * @param value its type is the one that was assumed for the trace
 */
public record Input(String name, Value value) {}
