package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * Code tells Accelerate one thing, and the file that a command starts it with another.
 *
 * @param place what the code says
 * @param argument for what
 * @param setting what the file calls it
 * @param other where it says another thing
 * @param command that gives the file
 */
public record LaunchMismatch(
    Place place, String argument, String setting, Place other, Place command) implements Fact {}
