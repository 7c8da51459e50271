package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A network whose parameters are frozen, and whose running statistics are not.
 *
 * @param place where its parameters are frozen
 * @param network what is frozen, as the code names it
 * @param made where it comes from
 */
public record FrozenNorm(Place place, String network, Place made) implements Fact {}
