package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A call of a function by a name that the library gave up.
 *
 * @param callee the function as the code names it
 * @param successor the last part of the name that does the same
 * @param isQualified whether the old name stands behind the name of its module
 */
public record RenamedCall(Place callee, String successor, boolean isQualified) implements Fact {}
