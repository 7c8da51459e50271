package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A tensor that is made on the CPU meets a model, or what it computes, on a graphics processor.
 *
 * @param file where findings are reported
 * @param meeting the call of the model, or of the loss
 * @param model how the code calls the model
 * @param made where the tensor is made
 * @param moved where the model is put on the device
 */
public record StrayTensor(
    SourceFile file, Site meeting, String model, Site made, Place moved, Certainty certainty)
    implements Fact {}
