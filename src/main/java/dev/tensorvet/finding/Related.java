package dev.tensorvet.finding;

/** A place that takes part in a finding, and in a few words how: "the optimizer is made here". */
public record Related(Place place, String message) {}
