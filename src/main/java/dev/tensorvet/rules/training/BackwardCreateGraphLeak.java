package dev.tensorvet.rules.training;

import dev.tensorvet.facts.CyclicGradient;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** Each turn of a loop leaves a graph in memory, which a gradient holds. */
final class BackwardCreateGraphLeak implements Rule<CyclicGradient> {

  private static final RuleId ID = new RuleId("backward-create-graph-leak");

  @Override
  public Class<CyclicGradient> subject() {
    return CyclicGradient.class;
  }

  @Override
  public void check(CyclicGradient gradient, RuleContext context) {
    String holder =
        gradient.isModel()
            ? "the parameters of `" + gradient.holder().orElse("the model") + "`"
            : gradient.holder().map(name -> "`" + name + "`").orElse("the tensor");
    SiteFinding.at(
            ID,
            gradient.file(),
            gradient.backward(),
            "`create_graph=True` leaves the graph of each turn in memory: the gradient of "
                + holder
                + " holds it, and is never set to None",
            "the graph of the gradients is built here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(
                        new Related(
                            gradient.startedAt(),
                            gradient.isModel() ? "it computes here" : "the graph begins here")))
        .ifPresent(context::report);
  }
}
