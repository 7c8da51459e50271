package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.List;

/**
 * A program demands repeatable results, and its models compute what can't be had so.
 *
 * @param demand where it demands them
 * @param operations the functions and layers that are refused, in the order of their files
 */
public record RefusedOperations(Place demand, List<Operation> operations) implements Fact {

  public RefusedOperations {
    operations = List.copyOf(operations);
  }

  /**
   * A function or layer that is refused.
   *
   * @param code how the code calls it
   */
  public record Operation(String code, Place place) {}
}
