package dev.tensorvet.rules.numerics;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.interp.Followed;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Shape;
import java.util.Set;

/** A loss compares each element of its input with each of its target. */
final class MseBroadcast implements Rule<Followed> {

  private static final Set<String> LOSSES =
      Set.of("mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss");

  @Override
  public Class<Followed> subject() {
    return Followed.class;
  }

  @Override
  public void check(Followed model, RuleContext context) {
    for (GraphNode node : model.graph().nodes()) {
      if (LOSSES.contains(node.op())) {
        Shape input = shape(node, "input");
        Shape target = shape(node, "target");
        if (input.broadcast(target) instanceof Shape.Broadcast.To(Shape both)
            && both.isComplete()
            && input.isSpreadBy(target)
            && target.isSpreadBy(input)) {
          String message =
              "%s compares %s with %s: both are spread to %s"
                  .formatted(ModelFinding.code(node.origin()), input, target, both);
          ModelFinding.at(id(), context.file(), node.origin(), message).ifPresent(context::report);
        }
      }
    }
  }

  private static Shape shape(GraphNode loss, String name) {
    return loss.argument(name).orElse(new Argument.Nothing())
            instanceof Argument.Tensor(Value value)
        ? value.type().shape()
        : Shape.unknown();
  }
}
