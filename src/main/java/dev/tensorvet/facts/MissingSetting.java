package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * Code reads a setting of a module of settings that the module does not have.
 *
 * @param place where it is read
 * @param name of the setting
 * @param file of the module, as the user knows it
 * @param near a setting of nearly that name
 */
public record MissingSetting(Place place, String name, String file, Optional<String> near)
    implements Fact {}
