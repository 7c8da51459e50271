package dev.tensorvet.rules.model;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.MemoryOrder;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** A view joins dimensions that a transposition has put apart in memory. */
final class ViewAfterTranspose implements Rule<Interpretation> {

  private static final RuleId ID = new RuleId("view-after-transpose");

  private static final String VIEW = ".view(";

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    List<GraphNode> views =
        model.graph().nodes().stream().filter(ViewAfterTranspose::isView).toList();
    if (views.isEmpty()) {
      return;
    }
    MemoryOrder order = MemoryOrder.of(model.graph());
    for (GraphNode view : views) {
      Shape from = view.inputs().getFirst().type().shape();
      Shape to = view.results().getFirst().type().shape();
      if (order.refusesView(view.inputs().getFirst(), to)) {
        String message =
            "%s cannot run: it reads the transposed %s as %s, and joins dimensions that are apart in memory"
                .formatted(ModelFinding.code(view.origin()), from, to);
        ModelFinding.at(ID, context.file(), view.origin(), message)
            .map(finding -> finding.withFix(fix(finding)))
            .ifPresent(context::report);
      }
    }
  }

  private static boolean isView(GraphNode node) {
    return node.op().equals("view") && !node.inputs().isEmpty();
  }

  private static Optional<Fix> fix(Finding finding) {
    Span span = finding.place().span();
    String text = finding.place().file().text(span);
    int at = text.lastIndexOf(VIEW);
    boolean isPlain = at >= 0 && text.indexOf('(', at + VIEW.length()) < 0;
    if (!isPlain) {
      return Optional.empty();
    }
    int start = span.start() + at;
    return Optional.of(
        new Fix(
            "copy where it has to: `reshape`",
            Fix.Safety.SAFE,
            List.of(new TextEdit(new Span(start, start + VIEW.length()), ".reshape("))));
  }
}
