package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * Code reads a key that its configuration does not have.
 *
 * @param place where the configuration would have it: the key of the mapping that lacks it, or the
 *     beginning of the file
 * @param key what is read
 * @param read where
 * @param isSure whether every run that reads the configuration comes there
 * @param near a key of nearly that name, which nobody reads
 */
public record ConfigGap(Place place, String key, Place read, boolean isSure, Optional<Place> near)
    implements ConfigFact {}
