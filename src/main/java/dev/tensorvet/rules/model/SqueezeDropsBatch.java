package dev.tensorvet.rules.model;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A squeeze of all dimensions takes the batch away when it holds one sample. */
final class SqueezeDropsBatch implements Rule<Interpretation> {

  private static final String BARE = ".squeeze()";

  private static final Set<String> LAYOUTS = Set.of("view", "reshape", "flatten");

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    Wiring wiring = Wiring.of(model.graph());
    for (GraphNode node : model.graph().nodes()) {
      boolean isBare = node.op().equals("squeeze") && node.argument("dim").isEmpty();
      if (isBare
          && wiring.isBatched(shape(node))
          && !isOfChosenShape(node, model)
          && !isLaidOut(node, wiring)) {
        String message =
            "%s of %s takes away all sizes of one: a batch of one sample loses its dimension as well"
                .formatted(ModelFinding.code(node.origin()), shape(node));
        ModelFinding.at(id(), context.file(), node.origin(), message)
            .map(finding -> finding.withFix(fix(finding, shape(node))))
            .ifPresent(context::report);
      }
    }
  }

  /** Whether it is an input of the model that was given the usual shape, where others would do. */
  private static boolean isOfChosenShape(GraphNode node, Interpretation model) {
    return model.graph().inputs().stream()
        .filter(input -> node.inputs().contains(input.value()))
        .flatMap(input -> model.inputs().stream().filter(g -> g.name().equals(input.name())))
        .anyMatch(given -> given.source() == InputSource.ASSUMED);
  }

  /** Whether all that is made of it is laid out in one dimension, whatever it had before. */
  private static boolean isLaidOut(GraphNode node, Wiring wiring) {
    GraphNode each = node;
    while (each.results().size() == 1) {
      Value result = each.results().getFirst();
      List<GraphNode> users = wiring.users(result);
      if (users.size() != 1) {
        return false;
      }
      each = users.getFirst();
      Shape given =
          each.results().size() == 1 ? each.results().getFirst().type().shape() : Shape.unknown();
      if (LAYOUTS.contains(each.op())) {
        return given.rank().orElse(0) == 1;
      }
      if (!given.equals(result.type().shape())) {
        return false;
      }
    }
    return false;
  }

  private static Shape shape(GraphNode node) {
    return node.inputs().stream()
        .findFirst()
        .map(input -> input.type().shape())
        .orElse(Shape.unknown());
  }

  /** Names the dimension where there is one to take away. */
  private static Optional<Fix> fix(Finding finding, Shape shape) {
    Span span = finding.place().span();
    List<Dim> dims = shape.dims().orElse(List.of());
    List<Integer> single = new ArrayList<>();
    for (int i = 1; i < dims.size(); i++) {
      if (dims.get(i).isKnown(1)) {
        single.add(i);
      }
    }
    boolean isPlain =
        finding.place().file().text(span).endsWith(BARE)
            && single.size() == 1
            && dims.stream().noneMatch(Dim::isAny);
    if (!isPlain) {
      return Optional.empty();
    }
    int dim = single.getFirst() == dims.size() - 1 ? -1 : single.getFirst();
    return Optional.of(
        new Fix(
            "squeeze dimension " + dim + " alone",
            Fix.Safety.SAFE,
            List.of(new TextEdit(new Span(span.end() - 1, span.end() - 1), "" + dim))));
  }
}
