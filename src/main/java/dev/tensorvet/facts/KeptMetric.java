package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * The value of a metric is read after each pass over the data, and holds the passes before as well.
 *
 * @param name what the code calls the metric
 * @param read where its value is read
 * @param made where it is made, once for all passes
 */
public record KeptMetric(String name, Place read, Place made) implements Fact {}
