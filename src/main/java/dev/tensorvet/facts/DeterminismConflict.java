package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * Code that asks for algorithms which give the same result each time, and lets the fastest one be
 * found by trying.
 *
 * @param tries where it lets algorithms be tried
 * @param value the word that switches it on
 * @param demands where it asks for the same result
 */
public record DeterminismConflict(Place tries, Place value, Place demands) implements Fact {}
