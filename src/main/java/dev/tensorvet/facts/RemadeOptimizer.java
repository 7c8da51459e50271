package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * An optimizer that keeps a state is made anew for each of its steps, over a model that stays.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param made where it is made
 * @param step where it steps
 */
public record RemadeOptimizer(SourceFile file, Site made, Place step) implements Fact {}
