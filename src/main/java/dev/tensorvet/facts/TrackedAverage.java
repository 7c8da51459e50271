package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A parameter of one module that is changed in place by those of another, while a graph is built.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param inFile where it is changed, or the call in the file that leads there
 */
public record TrackedAverage(SourceFile file, Place inFile, Place changed) implements Fact {}
