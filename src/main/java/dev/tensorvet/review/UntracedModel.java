package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import java.util.List;

/**
 * A class of models that is told, but whose shapes are not followed.
 *
 * @param place its name
 * @param why why they are not
 * @param layers the attributes that hold its layers, or the layers that it makes
 */
public record UntracedModel(String name, Place place, Why why, List<String> layers) {

  /** Why the shapes of a model are not followed. */
  public enum Why {
    /** It has no {@code forward}: programs call its layers one by one. */
    NO_FORWARD,
    /** It is a module of JAX. */
    OF_JAX
  }

  public UntracedModel {
    layers = List.copyOf(layers);
  }
}
