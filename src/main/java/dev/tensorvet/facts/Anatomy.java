package dev.tensorvet.facts;

import dev.tensorvet.framework.Layers;
import dev.tensorvet.tensor.Proof;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a network is built of.
 *
 * @param families the kinds of its layers
 * @param weighted about how many layers with parameters it has
 * @param isPretrained whether it comes with weights that were trained before
 * @param isInitialised whether its own code gives parameters their first values
 * @param isNormalised whether its own code may shift and scale what it is given
 * @param isComplete whether all that it is built of is known
 */
public record Anatomy(
    Set<Layers.Family> families,
    int weighted,
    Proof isPretrained,
    boolean isInitialised,
    boolean isNormalised,
    boolean isComplete) {

  /** Of a network that nothing is known of. */
  public static final Anatomy UNKNOWN = new Anatomy(Set.of(), 0, Proof.UNKNOWN, true, true, false);

  /** Of something without layers. */
  public static final Anatomy NOTHING = new Anatomy(Set.of(), 0, Proof.NO, false, false, true);

  public boolean has(Layers.Family family) {
    return families.contains(family);
  }

  /** Of a network that is built of both. */
  public Anatomy with(Anatomy other) {
    Set<Layers.Family> all = EnumSet.noneOf(Layers.Family.class);
    all.addAll(families);
    all.addAll(other.families);
    return new Anatomy(
        all,
        weighted + other.weighted,
        isPretrained.or(other.isPretrained),
        isInitialised || other.isInitialised,
        isNormalised || other.isNormalised,
        isComplete && other.isComplete);
  }

  /** The same, for the part that is given the inputs: a layer that normalises does so for all. */
  public Anatomy first() {
    boolean normalises = families.equals(Set.of(Layers.Family.NORMALISATION));
    return new Anatomy(
        families, weighted, isPretrained, isInitialised, isNormalised || normalises, isComplete);
  }

  /** The same, for a part of which there are several. */
  public Anatomy times(int count) {
    return new Anatomy(
        families, weighted * count, isPretrained, isInitialised, isNormalised, isComplete);
  }
}
