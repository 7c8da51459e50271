package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A backward pass for one model that walks back through another as well, whose gradients are set to
 * zero before an optimizer uses them.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param backward the pass
 * @param model how the code calls the model that it need not walk through
 * @param forward where that model computes what the pass walks back
 * @param zero where its gradients are thrown away
 */
public record WastedPass(SourceFile file, Site backward, String model, Place forward, Place zero)
    implements Fact {}
