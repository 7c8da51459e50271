package dev.tensorvet.rules.training;

import dev.tensorvet.facts.DeadPenalty;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A penalty on gradients is added to a loss, and has no graph that leads to the parameters. */
final class GradPenaltyNoCreateGraph implements Rule<DeadPenalty> {

  private static final RuleId ID = new RuleId("grad-penalty-no-create-graph");
  private static final String ARGUMENT = "create_graph=True";

  @Override
  public Class<DeadPenalty> subject() {
    return DeadPenalty.class;
  }

  @Override
  public void check(DeadPenalty penalty, RuleContext context) {
    SiteFinding.at(
            ID,
            penalty.file(),
            penalty.gradients(),
            "these gradients have no graph, so that the term of the loss that is made of them"
                + " changes no parameter: `create_graph=True` is missing",
            "the gradients are computed here")
        .map(
            finding ->
                finding
                    .withRelated(new Related(penalty.backward(), "the loss is walked back here"))
                    .withFix(fix(penalty)))
        .ifPresent(context::report);
  }

  /** Adds the argument behind the last one. */
  private static Optional<Fix> fix(DeadPenalty penalty) {
    Place call = penalty.gradients().place();
    String code = call.file().text(call.span());
    String arguments = code.substring(0, code.length() - 1).stripTrailing();
    if (call.file() != penalty.file() || code.contains("create_graph") || code.contains("#")) {
      return Optional.empty();
    }
    int end = call.span().start() + arguments.length();
    String text = (arguments.endsWith(",") ? " " : ", ") + ARGUMENT;
    return Optional.of(
        new Fix(
            "add `" + ARGUMENT + "`",
            Fix.Safety.SAFE,
            List.of(new TextEdit(new Span(end, end), text))));
  }
}
