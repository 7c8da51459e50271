package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.tensor.Proof;

/**
 * A value of a configuration is written like a number, read as a text, and needed as a number.
 *
 * @param place the value
 * @param text as it is written
 * @param number as the reader would take it for a number
 * @param reader what reads the configuration
 * @param use where a number is needed
 * @param isOfFile whether the code reads this very file; unknown where a user names it
 */
public record ConfigNumber(
    Place place, String text, String number, String reader, Place use, Proof isOfFile)
    implements ConfigFact {}
