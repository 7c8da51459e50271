package dev.tensorvet.rules.data;

import dev.tensorvet.facts.TrainingProgram;
import dev.tensorvet.facts.TrainingProgram.ImageInput;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Transforms.Stage;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import dev.tensorvet.tensor.Proof;
import java.util.List;

/** A classifier of images sees each of them in one form only. */
final class MissingAugmentation implements Rule<TrainingProgram> {

  private static final RuleId ID = new RuleId("missing-augmentation");

  @Override
  public Class<TrainingProgram> subject() {
    return TrainingProgram.class;
  }

  /** What code names that changes images by chance. */
  private static final List<String> CHANCE =
      List.of("random", "flip", "crop", "aug", "jitter", "rotat", "noise", "shuffle");

  @Override
  public void check(TrainingProgram program, RuleContext context) {
    boolean isSeen =
        program.classifies()
            && program.optimizers() == 1
            && program.augments() == Proof.NO
            && !program.images().isEmpty()
            && program.images().stream().allMatch(MissingAugmentation::isFixed);
    if (isSeen) {
      ImageInput first = program.images().getFirst();
      SiteFinding.at(
              ID,
              program.file(),
              first.place(),
              "`"
                  + first.model().name()
                  + "` learns from images that no random transform varies: it learns them by heart"
                  + " sooner",
              "the transforms are put together here")
          .ifPresent(context::report);
    }
  }

  private static boolean isFixed(ImageInput images) {
    return !images.has(Stage.RANDOM)
        && !images.has(Stage.MAYBE_RANDOM)
        && !images.has(Stage.OPEN)
        && !images.isToy()
        && !images.isRebuilt()
        && images.model().isFromScratch()
        && !images.mayDo(CHANCE);
  }
}
