package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A model of which a program is made that stands for itself decides by the value of a tensor.
 *
 * @param place what it decides by
 * @param code that, as it is written
 * @param made where the program is made
 * @param isRecorded whether that is made of one run alone, in which one of the ways was taken; else
 *     it is cut in two where the code decides
 */
public record ValueBranch(Place place, String code, Place made, boolean isRecorded)
    implements Fact {}
