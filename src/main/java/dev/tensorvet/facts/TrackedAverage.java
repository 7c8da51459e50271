package dev.tensorvet.facts;

import dev.tensorvet.source.SourceFile;

/**
 * A parameter of one module that is changed in place by those of another, while a graph is built.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param changed where it is changed
 */
public record TrackedAverage(SourceFile file, Site changed) implements Fact {}
