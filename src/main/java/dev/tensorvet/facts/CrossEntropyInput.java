package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.List;

/**
 * What a cross-entropy loss is given as its scores, when they are normalised already.
 *
 * @param input the argument of the loss
 * @param kind what normalised them
 * @param normalisedAt the calls that did
 */
public record CrossEntropyInput(Site input, Kind kind, List<Place> normalisedAt) implements Fact {

  /** A normalisation that a cross-entropy loss does not expect. */
  public enum Kind {
    SOFTMAX,
    SIGMOID
  }
}
