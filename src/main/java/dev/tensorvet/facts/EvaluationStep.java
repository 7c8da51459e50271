package dev.tensorvet.facts;

import dev.tensorvet.source.SourceFile;

/**
 * An optimizer steps in each turn of a loop over samples that are for an evaluation, and trains on
 * others elsewhere.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param step where it steps
 * @param loader how the code calls the loader of the samples
 * @param samples where that is made
 */
public record EvaluationStep(SourceFile file, Site step, String loader, Site samples)
    implements Fact {}
