package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A model whose parameters follow those of another one, and whose statistics of batches follow
 * nothing.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param follows where its parameters follow
 * @param model how the code calls it where it is used
 * @param used where it computes
 * @param evaluates where it is switched to evaluation
 */
public record UnfollowedStatistic(
    SourceFile file, Site follows, String model, Place used, Place evaluates) implements Fact {}
