package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A step with gradients that are not those of its own loss alone: the pass for another model has
 * gone through this one too, and nothing has set its gradients to zero since.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param step the step
 * @param optimizer how the code calls what steps
 * @param pass the pass for the other model
 * @param zero where the gradients are set to zero, too late
 */
public record LeftoverGradient(SourceFile file, Site step, String optimizer, Place pass, Place zero)
    implements Fact {}
