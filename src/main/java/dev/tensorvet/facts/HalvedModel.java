package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A model whose weights are in float16 while a plain optimizer steps them.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param halved where they become that
 * @param model how the code calls the model
 * @param step where the optimizer steps
 * @param optimizerAt where the optimizer is made
 * @param isScaled whether a gradient scaler takes the step, which it refuses
 */
public record HalvedModel(
    SourceFile file, Site halved, String model, Site step, Place optimizerAt, boolean isScaled)
    implements Fact {}
