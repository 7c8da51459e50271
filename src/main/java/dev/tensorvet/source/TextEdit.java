package dev.tensorvet.source;

/** Replaces {@code span} of a text by {@code replacement}; an empty span inserts. */
public record TextEdit(Span span, String replacement) {}
