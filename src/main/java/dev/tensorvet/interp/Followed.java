package dev.tensorvet.interp;

import dev.tensorvet.graph.Graph;
import java.util.List;

/** Code that was run without running it: a model by itself, or a script that trains one. */
public sealed interface Followed permits Interpretation, Practice {

  /** What was understood of it. */
  Graph graph();

  /** What it was followed with. */
  List<Interpretation.GivenInput> inputs();

  /** Operations that fail for every input. */
  List<Contradiction> contradictions();
}
