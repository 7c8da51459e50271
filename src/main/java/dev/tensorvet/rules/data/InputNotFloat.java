package dev.tensorvet.rules.data;

import dev.tensorvet.facts.TrainingProgram;
import dev.tensorvet.facts.TrainingProgram.ImageInput;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Transforms.Stage;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** Images reach a model as integers. */
final class InputNotFloat implements Rule<TrainingProgram> {

  private static final RuleId ID = new RuleId("input-not-float");

  @Override
  public Class<TrainingProgram> subject() {
    return TrainingProgram.class;
  }

  @Override
  public void check(TrainingProgram program, RuleContext context) {
    for (ImageInput images : program.images()) {
      if (isInteger(images)) {
        SiteFinding.at(
                ID,
                program.file(),
                images.tensor(),
                "`"
                    + images.model().name()
                    + "` is given images of integers: its layers compute with floating-point"
                    + " numbers",
                "they become tensors here")
            .ifPresent(context::report);
      }
    }
  }

  private static boolean isInteger(ImageInput images) {
    return images.has(Stage.TO_INTEGER)
        && !images.has(Stage.TO_FLOAT)
        && !images.has(Stage.NORMALISE)
        && !images.has(Stage.OPEN)
        && !images.isConverted()
        && images.words().isEmpty();
  }
}
