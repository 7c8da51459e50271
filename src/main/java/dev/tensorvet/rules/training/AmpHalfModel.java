package dev.tensorvet.rules.training;

import dev.tensorvet.facts.HalvedModel;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import java.util.List;

/** A model is trained whose weights are in float16 themselves. */
final class AmpHalfModel implements Rule<HalvedModel> {

  private static final RuleId ID = new RuleId("amp-half-model");

  @Override
  public Class<HalvedModel> subject() {
    return HalvedModel.class;
  }

  @Override
  public void check(HalvedModel model, RuleContext context) {
    String consequence =
        model.isScaled()
            ? "the gradient scaler refuses its gradients"
            : "a step smaller than a two-thousandth of a weight is rounded away";
    SiteFinding.at(
            ID,
            model.file(),
            model.halved(),
            "`" + model.model() + "` is trained with its weights in float16: " + consequence,
            "its weights become float16 here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(
                        List.of(
                            new Related(model.optimizerAt(), "the optimizer is made here"),
                            new Related(model.step().place(), "it steps here"))))
        .ifPresent(context::report);
  }
}
