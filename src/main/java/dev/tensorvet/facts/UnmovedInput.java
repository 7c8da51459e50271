package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A model that was put on another device is given what a loader gives, as the loader gives it.
 *
 * @param file where findings are reported
 * @param forward where the model computes
 * @param model how the code calls it
 * @param moved where the model, or what the loader gives beside the input, is put on the device
 * @param code how the code writes that
 */
public record UnmovedInput(
    SourceFile file, Site forward, String model, Place moved, String code, Certainty certainty)
    implements Fact {}
