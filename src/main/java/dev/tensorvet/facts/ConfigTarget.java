package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.List;
import java.util.Optional;

/**
 * A configuration names a class or function that a program makes or calls with the values beside
 * the name.
 *
 * @param place the name
 * @param name as it is written
 * @param absence what of the name is not there
 * @param strays the keys that what is named does not take
 * @param gaps what it needs and does not get
 */
public record ConfigTarget(
    Place place, String name, Optional<Absence> absence, List<Stray> strays, List<Gap> gaps)
    implements ConfigFact {

  public ConfigTarget {
    strays = List.copyOf(strays);
    gaps = List.copyOf(gaps);
  }

  /**
   * A part of a name that leads nowhere.
   *
   * @param part the first such part
   * @param holder what does not have it
   * @param isSure whether all that the holder has could be seen
   * @param near what it has of nearly that name
   */
  public record Absence(String part, String holder, boolean isSure, Optional<String> near) {}

  /**
   * A key that is no parameter.
   *
   * @param definition what is called
   * @param near a parameter of nearly that name, which the configuration does not give
   */
  public record Stray(String key, Place place, Place definition, Optional<String> near) {}

  /**
   * A parameter without a default that nothing gives.
   *
   * @param definition what is called
   * @param isSure whether nothing but what is known can give it
   */
  public record Gap(String parameter, Place definition, boolean isSure) {}
}
