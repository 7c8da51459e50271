package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A model is given back a state that was never copied, and that has changed with it.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param taken where the model gives its state
 * @param trained where an optimizer changes the model after that
 * @param loaded where the model gets the state back
 */
public record StaleState(
    SourceFile file, Place taken, Place trained, Place loaded, Certainty certainty)
    implements Fact {}
