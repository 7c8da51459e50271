package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A transfer between processes that is begun, and whose end nobody can wait for: its handle is
 * dropped.
 *
 * @param function how the code calls what begins it
 * @param place the call
 */
public record UnfinishedTransfer(String function, Place place) implements Fact {}
