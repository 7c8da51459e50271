package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GraphAccumulation;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A loss is kept over the turns of a loop together with the graph that computed it. */
final class LossAccumulatedWithGraph implements Rule<GraphAccumulation> {

  private static final RuleId ID = new RuleId("loss-accumulated-with-graph");

  @Override
  public Class<GraphAccumulation> subject() {
    return GraphAccumulation.class;
  }

  @Override
  public void check(GraphAccumulation kept, RuleContext context) {
    String value = kept.value().file().text(kept.value().span());
    String where = kept.name().map(name -> "`" + name + "`").orElse("the list");
    String message =
        "`" + value + "` is kept in " + where + " with its graph, which stays in memory";
    Finding finding =
        Finding.of(ID, kept.value(), message)
            .withRelated(List.of(new Related(kept.backward(), "its backward pass is done here")));
    boolean isName = value.matches("\\w+");
    int end = kept.value().span().end();
    context.report(
        isName
            ? finding.withFix(
                new Fix(
                    "keep the number: `" + value + ".item()`",
                    Fix.Safety.SAFE,
                    List.of(new TextEdit(new Span(end, end), ".item()"))))
            : finding);
  }
}
