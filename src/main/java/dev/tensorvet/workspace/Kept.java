package dev.tensorvet.workspace;

/** An answer that is kept, with what it rests on. */
public record Kept<V>(V value, Evidence evidence) {}
