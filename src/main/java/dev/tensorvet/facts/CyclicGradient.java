package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;
import java.util.Optional;

/**
 * A backward pass in a loop that builds a graph of the gradients, of which nothing lets go: the
 * gradient of a tensor holds its graph, which holds the tensor.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param backward the pass
 * @param holder what code calls the tensor, or the model whose parameters they are; empty when that
 *     is not short
 * @param isModel whether it is a model's parameters that hold the graph
 * @param startedAt where the tensor begins its graph, or the model computes
 */
public record CyclicGradient(
    SourceFile file, Site backward, Optional<String> holder, boolean isModel, Place startedAt)
    implements Fact {}
