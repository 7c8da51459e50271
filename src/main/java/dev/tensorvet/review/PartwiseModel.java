package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import java.util.List;

/**
 * A class of modules without a {@code forward}, whose layers programs call one by one.
 *
 * @param place its name
 * @param layers the attributes that hold them
 */
public record PartwiseModel(String name, Place place, List<String> layers) {
  public PartwiseModel {
    layers = List.copyOf(layers);
  }
}
