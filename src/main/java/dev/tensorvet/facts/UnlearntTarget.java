package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.source.SourceFile;

/**
 * A model that nothing trains computes a part of a loss, with a graph back to its parameters.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param model how the code calls it
 * @param forward the computation
 * @param certainty whether that nothing trains it is known, or only what it is called says so
 */
public record UnlearntTarget(SourceFile file, String model, Site forward, Certainty certainty)
    implements Fact {}
