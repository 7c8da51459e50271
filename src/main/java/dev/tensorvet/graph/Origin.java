package dev.tensorvet.graph;

import java.util.List;
import java.util.Optional;

/**
 * Where a node comes from.
 *
 * @param stack the calls that lead to it, innermost first; only code of the project, so that it is
 *     empty for what no code of the project wrote
 * @param module the path of the innermost module whose code runs: {@code encoder.layers.0.attn};
 *     empty for the model itself
 */
public record Origin(List<Frame> stack, String module) {

  public Origin {
    stack = List.copyOf(stack);
  }

  /** The innermost place of the project. */
  public Optional<Frame> place() {
    return stack.stream().findFirst();
  }
}
