package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A configuration sets what the program that takes it over refuses.
 *
 * @param place the key that is declared nowhere, or the value of another kind
 * @param setting its name, with the sections that it is in
 * @param reason why it is refused
 */
public record ConfigMisfit(Place place, String setting, Reason reason) implements ConfigFact {

  /** Why a setting is refused. */
  public sealed interface Reason {

    /**
     * No program declares it.
     *
     * @param declared where the settings of its section are declared
     * @param near a setting of nearly that name
     */
    record Undeclared(Place declared, Optional<String> near) implements Reason {}

    /**
     * It is declared with another kind of value, or with bounds that the value is beyond.
     *
     * @param declared where
     * @param wanted what it takes
     * @param given what it gets
     * @param isByDefault whether its default says so
     * @param change how to write the value as what it takes, if that is plain
     */
    record OtherKind(
        Place declared, String wanted, String given, boolean isByDefault, Optional<String> change)
        implements Reason {}
  }
}
