package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.CheckpointLoad;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A checkpoint is read in the way that lets the file run code. */
final class TorchLoadUnsafe implements Rule<CheckpointLoad> {

  private static final RuleId ID = new RuleId("torch-load-unsafe");

  @Override
  public Class<CheckpointLoad> subject() {
    return CheckpointLoad.class;
  }

  @Override
  public void check(CheckpointLoad load, RuleContext context) {
    if (load.unrestricted().isEmpty() || load.isOwn()) {
      return;
    }
    Place argument = load.unrestricted().get();
    Finding finding =
        Finding.of(
            ID,
            load.place(),
            "with `"
                + text(load)
                + "`, whoever made the file that `"
                + load.function()
                + "` reads can run code here");
    context.report(load.isFlag() ? finding.withFix(restrict(argument)) : finding);
  }

  private static String text(CheckpointLoad load) {
    return load.isFlag() ? "weights_only=False" : "pickle_module";
  }

  private static Fix restrict(Place argument) {
    return new Fix(
        "read tensors and plain values only",
        Fix.Safety.UNSAFE,
        List.of(new TextEdit(argument.span(), "True")));
  }
}
