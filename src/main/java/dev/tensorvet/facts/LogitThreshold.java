package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * Scores that a loss takes as logits are compared with one half.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param test the comparison
 * @param loss where the loss takes them
 */
public record LogitThreshold(SourceFile file, Site test, Place loss) implements Fact {}
