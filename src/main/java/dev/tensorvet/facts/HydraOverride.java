package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * Code composes a configuration and sets what no file of it has.
 *
 * @param place the text that says it
 * @param key what is to be set
 * @param option what is chosen of a group that does not have it; empty where there is no such key
 * @param config the file that the configuration begins with, as the user knows it
 */
public record HydraOverride(Place place, String key, String option, String config)
    implements Fact {}
