package dev.tensorvet.finding;

import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;

/** A span of a file. */
public record Place(SourceFile file, Span span) {}
