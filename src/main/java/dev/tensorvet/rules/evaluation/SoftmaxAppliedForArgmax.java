package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.RankedProbabilities;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** Scores are turned into probabilities of which only the highest is asked. */
final class SoftmaxAppliedForArgmax implements Rule<RankedProbabilities> {

  private static final RuleId ID = new RuleId("softmax-applied-for-argmax");

  @Override
  public Class<RankedProbabilities> subject() {
    return RankedProbabilities.class;
  }

  @Override
  public void check(RankedProbabilities ranked, RuleContext context) {
    String scores = ranked.scores().file().text(ranked.scores().span());
    Finding finding =
        Finding.of(
            ID,
            ranked.probabilities(),
            "this softmax changes nothing: only the highest value is asked, and it is the highest"
                + " score as well");
    context.report(
        ranked.isOnSpot()
            ? finding.withFix(fix(ranked, scores))
            : finding.withRelated(
                List.of(new Related(ranked.ranking(), "the highest is asked here"))));
  }

  private static Fix fix(RankedProbabilities ranked, String scores) {
    boolean isSimple = scores.matches("[\\w.]+(?:\\([^()]*\\)|\\[[^\\[\\]]*])?");
    return new Fix(
        "take the scores",
        Fix.Safety.SAFE,
        List.of(
            new TextEdit(ranked.probabilities().span(), isSimple ? scores : "(" + scores + ")")));
  }
}
