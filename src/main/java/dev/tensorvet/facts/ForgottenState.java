package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * An optimizer is given the state of a checkpoint, and another one is made in its place that steps.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param load where the state is given
 * @param made where the other one is made
 */
public record ForgottenState(SourceFile file, Site load, Place made) implements Fact {}
