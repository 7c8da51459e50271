package dev.tensorvet.rules.training;

import dev.tensorvet.facts.BackwardPass;
import dev.tensorvet.facts.BackwardPass.Reuse;
import dev.tensorvet.facts.GraphUse;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A graph is kept that nothing walks back again, or that must not be walked back again. */
final class RetainGraphTrueNeedless implements Rule<BackwardPass> {

  private static final RuleId ID = new RuleId("retain-graph-true-needless");

  @Override
  public Class<BackwardPass> subject() {
    return BackwardPass.class;
  }

  @Override
  public void check(BackwardPass pass, RuleContext context) {
    Optional<Place> place = pass.place();
    if (pass.graph() != GraphUse.KEPT || place.isEmpty() || !pass.isInFile()) {
      return;
    }
    if (pass.reuse() == Reuse.NEVER) {
      Finding finding =
          Finding.of(
                  ID,
                  place.get(),
                  "`retain_graph=True` keeps the graph in memory, and no later pass walks it back")
              .withCertainty(pass.certainty());
      context.report(finding.withFix(fix(pass)));
    } else if (pass.isStale() && pass.reusedAt().isPresent()) {
      String when =
          pass.reuse() == Reuse.EACH_TURN
              ? "a graph that was built before the loop in each of its turns"
              : "the graphs of all earlier turns";
      context.report(
          Finding.of(
                  ID,
                  place.get(),
                  "`retain_graph=True` walks back "
                      + when
                      + ", though the optimizer has changed the parameters since")
              .withCertainty(pass.certainty())
              .withRelated(
                  List.of(new Related(pass.reusedAt().get().place(), "it was computed here"))));
    }
  }

  /** Takes the argument out. */
  private static Optional<Fix> fix(BackwardPass pass) {
    return pass.keptAt()
        .map(
            argument ->
                new Fix(
                    "remove `retain_graph=True`",
                    Fix.Safety.SAFE,
                    List.of(new TextEdit(withComma(argument), ""))));
  }

  /** An argument with the comma before it, or else with the one behind it. */
  private static Span withComma(Place argument) {
    String text = argument.file().text();
    int start = argument.span().start();
    int before = start;
    while (Character.isWhitespace(text.charAt(before - 1))) {
      before--;
    }
    if (text.charAt(before - 1) == ',') {
      return new Span(before - 1, argument.span().end());
    }
    int end = afterSpace(text, argument.span().end());
    return new Span(start, text.charAt(end) == ',' ? afterSpace(text, end + 1) : end);
  }

  private static int afterSpace(String text, int from) {
    int end = from;
    while (Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
