package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A member of a module is read of the wrapper around it, which has none of that name.
 *
 * @param object how the code calls the wrapper
 * @param member the member's name
 * @param place the access
 * @param wrapped where the module was wrapped
 */
public record WrappedAccess(String object, String member, Place place, Place wrapped)
    implements Fact {}
