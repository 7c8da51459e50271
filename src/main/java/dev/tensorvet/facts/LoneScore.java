package dev.tensorvet.facts;

import dev.tensorvet.source.SourceFile;

/**
 * A loss that compares the scores of several classes is given a single one.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param loss where the loss is computed
 * @param layer where the layer is made that gives the one score
 */
public record LoneScore(SourceFile file, Site loss, Site layer) implements Fact {}
