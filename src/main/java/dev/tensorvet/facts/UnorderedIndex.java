package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.Span;
import java.util.Optional;

/**
 * Numbers are given to elements in an order that may be another one in the next run.
 *
 * @param place where the numbers are given
 * @param source what gives the elements, in the file's text
 * @param isSet whether that is a set, whose order changes from run to run; otherwise it is the
 *     content of a folder, whose order is up to the file system
 * @param list the word {@code list} around it, when that makes a list of it
 */
public record UnorderedIndex(Place place, Place source, boolean isSet, Optional<Span> list)
    implements Fact {}
