package dev.tensorvet.graph;

import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;

/**
 * A place in the code that was being run.
 *
 * @param function the function that the place is in, as Python has it: {@code Block.forward}
 */
public record Frame(SourceFile file, Span span, String function) {}
