package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A term of a loss that was computed from gradients without a graph, so that it changes nothing.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param gradients where the gradients are computed
 * @param backward where the loss is walked back
 */
public record DeadPenalty(SourceFile file, Site gradients, Place backward) implements Fact {}
