package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A loss that is computed under autocast, of a model that computes outside of it.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param forward where the model computes
 * @param model how the code calls it
 * @param loss where the loss is computed
 */
public record UncastModel(SourceFile file, Site forward, String model, Place loss)
    implements Fact {}
