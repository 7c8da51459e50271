package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A loop takes the variable of a loop around it, which goes on to use it behind the inner one.
 *
 * @param name of the variable
 * @param outer where the outer loop binds it
 * @param inner where the inner loop does
 * @param use where the outer loop reads it next
 */
public record ShadowedCounter(String name, Place outer, Place inner, Place use) implements Fact {}
