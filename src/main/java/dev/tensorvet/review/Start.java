package dev.tensorvet.review;

import dev.tensorvet.finding.Place;

/**
 * How the repository itself starts a program.
 *
 * @param command as it is written, on one line
 */
public record Start(String command, Place place) {}
