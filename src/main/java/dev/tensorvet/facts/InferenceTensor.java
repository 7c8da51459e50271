package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * A tensor that was computed in inference mode, where a graph has to keep it.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param use where it is to be kept
 * @param made where it was computed
 */
public record InferenceTensor(SourceFile file, Site use, Place made, Certainty certainty)
    implements Fact {}
