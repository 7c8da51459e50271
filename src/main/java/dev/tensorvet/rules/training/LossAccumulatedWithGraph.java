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
import java.util.ArrayList;
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
        kept.isHandedOver()
            ? "the loss is given away here with its graph, which stays in memory: "
                + where
                + " keeps it"
            : "`" + value + "` is kept in " + where + " with its graph, which stays in memory";
    List<Related> related = new ArrayList<>();
    if (kept.isHandedOver()) {
      related.add(new Related(kept.statement(), "it is kept here"));
    }
    kept.backward()
        .ifPresent(place -> related.add(new Related(place, "its backward pass is done here")));
    Finding finding = Finding.of(ID, kept.value(), message).withRelated(related);
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
