package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A backward pass that comes too late: a step has changed the weights of its graph since that was
 * built.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param pass the backward pass
 * @param model how the code calls the model whose weights have changed
 * @param computed where the model computed what is walked back
 * @param step the step that has changed them
 * @param certainty whether the graph surely needs the weights as they were
 */
public record StaleGraph(
    SourceFile file, Site pass, String model, Place computed, Place step, Certainty certainty)
    implements Fact {}
