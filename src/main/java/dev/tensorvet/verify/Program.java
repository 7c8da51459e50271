package dev.tensorvet.verify;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.interp.Lesson;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph as a TorchScript module.
 *
 * @param code the text of its class
 * @param places which lines of the project the lines of the text stand for
 * @param traced what a run keeps, in the order in which it does
 * @param slots where the weights lie that a run uses, by their names
 * @param loss what the project learns from, where that could be said
 * @param trainable the parameters that it takes gradients of, in the order in which it gives them
 */
record Program(
    Graph graph,
    Recipe recipe,
    String code,
    SourceMap places,
    List<Traced> traced,
    Map<String, Integer> slots,
    Optional<Lesson.Loss> loss,
    List<Weight> trainable) {

  /** One result of one node. */
  record Traced(GraphNode node, Value value) {}

  Program {
    traced = List.copyOf(traced);
    slots = Map.copyOf(slots);
    trainable = List.copyOf(trainable);
  }

  /** What libtorch loads. */
  ByteBuffer archive() {
    return ByteBuffer.wrap(Archive.of(code, places, Emitter.LISTS));
  }
}
