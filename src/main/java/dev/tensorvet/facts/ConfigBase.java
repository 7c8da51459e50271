package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A configuration begins with a file that is not there.
 *
 * @param place the text that says it
 * @param path as it is written
 * @param near a file of its folder with nearly that name
 */
public record ConfigBase(Place place, String path, Optional<String> near) implements Fact {}
