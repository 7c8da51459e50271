package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A call of a function that compares predictions with the truth.
 *
 * @param function how the code calls it
 * @param place the call
 * @param truth what it is given as the truth
 * @param predictions what it is given as the predictions
 * @param tellsApart whether another order gives another result
 * @param isSwapped whether the names of the two say that each is the other
 * @param needsScores whether it goes through all thresholds
 * @param decidedAt where the predictions were decided on, if they are decisions on every way
 */
public record MetricCall(
    String function,
    Place place,
    Place truth,
    Place predictions,
    boolean tellsApart,
    boolean isSwapped,
    boolean needsScores,
    Optional<Place> decidedAt)
    implements Fact {}
