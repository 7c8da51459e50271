package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A backward pass whose loss hangs on models that no optimizer of the program holds, and on no
 * other, while an optimizer steps.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param backward the pass
 * @param model how the code calls the model
 * @param optimizerAt where the optimizer is made
 */
public record StrayBackward(SourceFile file, Site backward, String model, Place optimizerAt)
    implements Fact {}
