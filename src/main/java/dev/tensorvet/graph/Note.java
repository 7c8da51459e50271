package dev.tensorvet.graph;

/** Something that the trace of a model could not follow, or assumed. */
public record Note(String text, Origin origin) {}
