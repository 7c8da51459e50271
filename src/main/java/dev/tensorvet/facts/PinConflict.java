package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A file asks for two libraries in versions that do not go together.
 *
 * @param place of the one
 * @param library the one
 * @param version as it is asked for
 * @param wanted the version of it that goes with the other
 * @param other the other
 * @param otherVersion as it is asked for
 * @param isRefused whether pip refuses to install both; else they fail together
 */
public record PinConflict(
    Place place,
    String library,
    String version,
    String wanted,
    Place other,
    String otherVersion,
    boolean isRefused)
    implements ConfigFact {}
