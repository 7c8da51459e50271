package dev.tensorvet.rules.training;

import dev.tensorvet.facts.CodeLayout;
import dev.tensorvet.facts.StaleState;
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

/** The best state of a model is kept without a copy, and so becomes the last. */
final class BestModelReferenceNotCopy implements Rule<StaleState> {

  private static final RuleId ID = new RuleId("best-model-reference-not-copy");

  @Override
  public Class<StaleState> subject() {
    return StaleState.class;
  }

  @Override
  public void check(StaleState state, RuleContext context) {
    String code = state.file().text(state.taken().span());
    Finding finding =
        Finding.of(
                ID,
                state.taken(),
                "`"
                    + code
                    + "` holds the parameters themselves, which go on changing: what is loaded later"
                    + " is not what was kept here")
            .withCertainty(state.certainty())
            .withRelated(
                List.of(
                    new Related(state.trained(), "the parameters change here"),
                    new Related(state.loaded(), "the state is loaded here")));
    CodeLayout layout = context.facts().all(CodeLayout.class).getFirst();
    context.report(
        finding.withFix(layout.copier(state.taken()).map(copier -> copy(state.taken(), copier))));
  }

  private static Fix copy(Place state, String copier) {
    Span span = state.span();
    return new Fix(
        "copy the state",
        Fix.Safety.SAFE,
        List.of(
            new TextEdit(new Span(span.start(), span.start()), copier + "("),
            new TextEdit(new Span(span.end(), span.end()), ")")));
  }
}
