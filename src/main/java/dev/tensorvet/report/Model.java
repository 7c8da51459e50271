package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.graph.Coverage;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.LayerTable;
import dev.tensorvet.graph.Memory;
import dev.tensorvet.graph.Precision;
import dev.tensorvet.interp.Construction;
import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.interp.Interpretation.GivenInput;
import java.util.Arrays;
import java.util.List;

/**
 * What is told of a model.
 *
 * @param place its class
 * @param memory for each precision
 */
public record Model(
    String name,
    Place place,
    Construction construction,
    List<GivenInput> inputs,
    Graph graph,
    LayerTable table,
    List<Memory> memory,
    Coverage coverage,
    List<Contradiction> contradictions) {

  public Model {
    inputs = List.copyOf(inputs);
    memory = List.copyOf(memory);
    contradictions = List.copyOf(contradictions);
  }

  /** With what its graph tells. */
  public static Model of(
      String name,
      Place place,
      Construction construction,
      List<GivenInput> inputs,
      Graph graph,
      List<Contradiction> contradictions) {
    return new Model(
        name,
        place,
        construction,
        inputs,
        graph,
        LayerTable.of(graph),
        Arrays.stream(Precision.values()).map(precision -> Memory.of(graph, precision)).toList(),
        Coverage.of(graph),
        contradictions);
  }

  /** Whether it was followed to its end, and nothing of it is unknown or wrong. */
  boolean isComplete() {
    return coverage.isComplete() && contradictions.isEmpty();
  }
}
