package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A backward pass for one model that walks back through another as well, whose gradients are set to
 * zero before an optimizer uses them.
 *
 * @param inFile the pass, or the call in the file under check that leads to it
 * @param backward the pass
 * @param model how the code calls the model that it need not walk through
 * @param forward where that model computes what the pass walks back
 * @param zero where its gradients are thrown away
 */
public record WastedPass(Place inFile, Place backward, String model, Place forward, Place zero)
    implements Fact {}
