package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A call in the code of a model that does not do what it is there for.
 *
 * @param code what is called, as it is written
 * @param place the call
 * @param subject the method that it stands in, or the value that is meant
 * @param rewrite what to write in the value's place
 * @param other where what is called, or the value, comes from
 */
public record ModuleSlip(
    Kind kind,
    String code,
    Place place,
    String subject,
    Optional<String> rewrite,
    Optional<Place> other)
    implements Fact {

  /** What the call does. */
  public enum Kind {
    /** A function drops elements, and is not told when the model is evaluated. */
    DROPS_ALWAYS,
    /** A layer that drops elements is made where it is called, so that no mode reaches it. */
    DROPS_BY_NEW_LAYER,
    /** A layer with weights is made where it is called. */
    NEW_WEIGHTS,
    /** A tensor that the model computes with is a plain member, which goes nowhere with it. */
    NOT_REGISTERED,
    /** The same, and the class moves it by hand. */
    MOVED_BY_HAND,
    /** A size is given that is no whole number. */
    FLOAT_SIZE
  }
}
