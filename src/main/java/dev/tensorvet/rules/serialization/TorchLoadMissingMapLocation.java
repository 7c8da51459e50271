package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.CheckpointLoad;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.CallArgument;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A checkpoint is read onto the device that it was saved from, which may not be there. */
final class TorchLoadMissingMapLocation implements Rule<CheckpointLoad> {

  private static final RuleId ID = new RuleId("torch-load-missing-map-location");

  @Override
  public Class<CheckpointLoad> subject() {
    return CheckpointLoad.class;
  }

  @Override
  public void check(CheckpointLoad load, RuleContext context) {
    if (load.isPlaced() || load.isOwn() || !load.isState() || !load.mayLackCard()) {
      return;
    }
    Finding finding =
        Finding.of(
                ID,
                load.place(),
                "`"
                    + load.function()
                    + "` puts each tensor back on the device that it was saved from: without"
                    + " `map_location`, what was saved on a GPU cannot be read where there is none")
            .withCertainty(Certainty.LIKELY);
    context.report(
        load.goesStraight()
            ? finding.withFix(
                CallArgument.add(load.place(), "map_location=\"cpu\"", Fix.Safety.SAFE))
            : finding);
  }
}
