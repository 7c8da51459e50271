package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.InferenceTensor;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A tensor of an inference mode is kept for the backward pass of a training. */
final class InferenceModeTensorReusedInTrain implements Rule<InferenceTensor> {

  private static final RuleId ID = new RuleId("inference-mode-tensor-reused-in-train");

  @Override
  public Class<InferenceTensor> subject() {
    return InferenceTensor.class;
  }

  @Override
  public void check(InferenceTensor tensor, RuleContext context) {
    SiteFinding.at(
            ID,
            tensor.file(),
            tensor.use(),
            "this fails: it keeps a tensor for the backward pass that was computed in inference"
                + " mode; `torch.no_grad()` computes one that can be kept, and so does a `clone()`",
            "it is kept here")
        .map(
            finding ->
                finding
                    .withCertainty(tensor.certainty())
                    .withRelated(new Related(tensor.made(), "it was computed here")))
        .ifPresent(context::report);
  }
}
