package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.Span;
import java.util.Optional;

/**
 * A call that reads a document and may make any object that the document asks for.
 *
 * @param function how the code calls it
 * @param place the call
 * @param loader what the call is told to make the objects with; empty when it is not told
 * @param isUnsafe whether the function itself makes any object
 * @param name where the last part of the function's name stands, when it stands behind its module
 * @param successor the function that reads the same document and makes plain values only
 */
public record DocumentLoad(
    String function,
    Place place,
    Optional<String> loader,
    boolean isUnsafe,
    Optional<Span> name,
    Optional<String> successor)
    implements Fact {}
