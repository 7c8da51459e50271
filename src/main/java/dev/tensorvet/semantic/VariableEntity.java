package dev.tensorvet.semantic;

/** A name whose value depends on the run. */
public record VariableEntity(Binding binding) implements Entity {}
