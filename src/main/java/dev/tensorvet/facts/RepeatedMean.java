package dev.tensorvet.facts;

import dev.tensorvet.source.SourceFile;

/**
 * A loss that is a mean over the batch is divided by the size of the batch before a backward pass.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param loss where the mean is taken
 * @param backward the backward pass that begins with what is left
 */
public record RepeatedMean(SourceFile file, Site loss, Site backward) implements Fact {}
