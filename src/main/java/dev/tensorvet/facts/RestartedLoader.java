package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A loader that a loop starts anew in each turn, for one batch to learn from.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param taken where the first batch is taken
 * @param backward where it is learnt from
 */
public record RestartedLoader(SourceFile file, Place taken, Place backward) implements Fact {}
