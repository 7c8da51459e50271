package dev.tensorvet.rules.data;

import dev.tensorvet.facts.TrainingProgram;
import dev.tensorvet.facts.TrainingProgram.ImageInput;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Transforms.Stage;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import dev.tensorvet.tensor.Proof;
import java.util.List;

/** Images reach a model as they come from the file, scaled to 0 to 1 at most. */
final class MissingNormalization implements Rule<TrainingProgram> {

  private static final RuleId ID = new RuleId("missing-normalization");

  @Override
  public Class<TrainingProgram> subject() {
    return TrainingProgram.class;
  }

  /** What code names that normalises. */
  private static final List<String> STATISTICS = List.of("normali", "mean", "std", "whiten");

  @Override
  public void check(TrainingProgram program, RuleContext context) {
    // Two optimizers train against each other on images in a range of their own.
    boolean isSeen =
        program.optimizers() == 1
            && !program.images().isEmpty()
            && program.images().stream().allMatch(MissingNormalization::isRaw);
    if (isSeen) {
      ImageInput first = program.images().getFirst();
      boolean isPretrained = first.model().anatomy().isPretrained() == Proof.YES;
      SiteFinding.at(
              ID,
              program.file(),
              first.tensor(),
              "images reach `"
                  + first.model().name()
                  + "` without normalisation"
                  + (isPretrained
                      ? ", though its weights were trained with it"
                      : ": their values are from 0 to 1, with a mean far from 0"),
              "they become tensors here")
          .map(finding -> finding.withLevelAtMost(isPretrained ? Level.WARNING : Level.ADVICE))
          .ifPresent(context::report);
    }
  }

  private static boolean isRaw(ImageInput images) {
    boolean isInModel =
        images.model().anatomy().isComplete() && images.model().anatomy().isNormalised();
    return !images.has(Stage.NORMALISE)
        && !images.has(Stage.OPEN)
        && images.has(Stage.TO_FLOAT)
        && !images.isRebuilt()
        && !images.mayDo(STATISTICS)
        && !isInModel;
  }
}
