package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A configuration gives a schedule fewer epochs than the loop which steps it.
 *
 * @param place the length of the schedule
 * @param length its key, with the value
 * @param scheduler how the code calls what takes it
 * @param turns the number of epochs of the loop
 * @param epochs its key, with the value
 */
public record ConfigSchedule(
    Place place, String length, String scheduler, Place turns, String epochs)
    implements ConfigFact {}
