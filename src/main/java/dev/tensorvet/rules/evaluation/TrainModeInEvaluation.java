package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The function that evaluates a model switches it to training first. */
final class TrainModeInEvaluation implements Rule<ModelTrace> {

  private static final RuleId ID = new RuleId("train-mode-in-evaluation");
  private static final Pattern SWITCH =
      Pattern.compile("(.*\\.)train\\(\\s*(?:True|mode=True)?\\s*\\)");

  @Override
  public Class<ModelTrace> subject() {
    return ModelTrace.class;
  }

  @Override
  public void check(ModelTrace trace, RuleContext context) {
    if (trace.dependsOnMode() == Proof.NO) {
      return;
    }
    Evaluations.wrong(trace, node -> Evaluations.trainSwitch(trace, node).isPresent())
        .forEach(node -> report(trace, node, context));
  }

  private static void report(ModelTrace trace, int node, RuleContext context) {
    OptionalInt train = Evaluations.trainSwitch(trace, node);
    if (train.isEmpty() || trace.place(train.getAsInt()).file() != trace.file()) {
      return;
    }
    Place place = trace.place(train.getAsInt());
    Finding finding =
        Finding.of(
                ID,
                place,
                "this switches `"
                    + trace.name()
                    + "` to training, and it is evaluated next: dropout drops, and batch"
                    + " normalisation uses and learns the statistics of these batches")
            .withCertainty(trace.certaintyOfMode())
            .withRelated(trace.related(node, "it is evaluated here"));
    Matcher call = SWITCH.matcher(place.file().text(place.span()));
    context.report(
        call.matches()
            ? finding.withFix(
                new Fix(
                    "switch to evaluation",
                    Fix.Safety.SAFE,
                    List.of(new TextEdit(place.span(), call.group(1) + "eval()"))))
            : finding);
  }
}
