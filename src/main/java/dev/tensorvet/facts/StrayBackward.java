package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A backward pass whose loss hangs on models that no optimizer of the program holds, and on no
 * other, while an optimizer steps.
 *
 * @param inFile the pass, or the call in the file under check that leads to it
 * @param backward the pass
 * @param model how the code calls the model
 * @param optimizerAt where the optimizer is made
 */
public record StrayBackward(Place inFile, Place backward, String model, Place optimizerAt)
    implements Fact {}
