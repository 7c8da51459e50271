package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;

/**
 * A trainer is told one thing, and the file of settings that it is given another.
 *
 * @param place what the trainer is told
 * @param argument for what
 * @param value as it is written
 * @param setting what the file says it for
 * @param other where it does
 * @param otherValue as it is written there
 * @param certainty whether a command line may still say otherwise
 */
public record ArgumentMismatch(
    Place place,
    String argument,
    String value,
    String setting,
    Place other,
    String otherValue,
    Certainty certainty)
    implements Fact {}
