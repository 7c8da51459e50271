package dev.tensorvet.syntax;

import dev.tensorvet.source.Span;

/** Something that a front end could not read, in one sentence in lower case. */
public record ParseProblem(Span span, String message) {}
