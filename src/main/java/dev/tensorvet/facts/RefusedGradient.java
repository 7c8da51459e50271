package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;
import java.util.Optional;

/**
 * Gradients are asked for a tensor that has none.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param gradients where they are asked for
 * @param made where the tensor was computed
 */
public record RefusedGradient(
    SourceFile file, Site gradients, Optional<Place> made, Certainty certainty) implements Fact {}
