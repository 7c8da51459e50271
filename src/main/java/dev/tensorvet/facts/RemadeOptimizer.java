package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * An optimizer that keeps a state is made anew for each of its steps, over a model that stays.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param inFile where it is made, or the call in the file that leads there
 */
public record RemadeOptimizer(SourceFile file, Place inFile, Place made, Place step)
    implements Fact {}
