package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * Something that a reader should know.
 *
 * @param text one sentence in lower case without a full stop, code in backticks
 */
public record Remark(String text, Optional<Place> place) {}
