package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * Gradients are clipped between a backward pass and a step that uses none of them.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param clip where they are clipped
 * @param step the step
 * @param optimizer how the code calls what steps
 * @param optimizerAt where it is made
 */
public record StrayClip(SourceFile file, Site clip, Site step, String optimizer, Place optimizerAt)
    implements Fact {}
