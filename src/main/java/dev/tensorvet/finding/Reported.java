package dev.tensorvet.finding;

/** A finding with the level that page, settings and certainty give it. */
public record Reported(Finding finding, Level level) {}
