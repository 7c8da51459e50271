package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.CheckpointLoad;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Archives;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A checkpoint is read in the way that lets the file run code. */
final class TorchLoadUnsafe implements Rule<CheckpointLoad> {

  private static final RuleId ID = new RuleId("torch-load-unsafe");

  private static final String TITLE = "read tensors and plain values only";

  @Override
  public Class<CheckpointLoad> subject() {
    return CheckpointLoad.class;
  }

  @Override
  public void check(CheckpointLoad load, RuleContext context) {
    if (load.isOwn()) {
      return;
    }
    load.openBefore().ifPresent(stated -> context.report(byDefault(load, stated)));
    load.unrestricted().ifPresent(argument -> context.report(told(load, argument)));
  }

  private static Finding byDefault(CheckpointLoad load, Requirements.Stated stated) {
    Finding finding =
        Finding.of(
            ID,
            load.place(),
            "before PyTorch 2.6, and the project asks for `"
                + stated.range()
                + "` by "
                + String.join(" and ", stated.sources())
                + ", whoever made the file that `"
                + load.function()
                + "` reads can run code here");
    int end = load.place().span().end() - 1;
    return stated.range().isFrom(Archives.FIRST_TOLD)
        ? finding.withFix(
            new Fix(
                TITLE,
                Fix.Safety.UNSAFE,
                List.of(new TextEdit(new Span(end, end), ", " + Archives.WEIGHTS_ONLY + "=True"))))
        : finding;
  }

  private static Finding told(CheckpointLoad load, Place argument) {
    Finding finding =
        Finding.of(
            ID,
            load.place(),
            "with `"
                + text(load)
                + "`, whoever made the file that `"
                + load.function()
                + "` reads can run code here");
    return load.isFlag() ? finding.withFix(restrict(argument)) : finding;
  }

  private static String text(CheckpointLoad load) {
    return load.isFlag() ? "weights_only=False" : "pickle_module";
  }

  private static Fix restrict(Place argument) {
    return new Fix(TITLE, Fix.Safety.UNSAFE, List.of(new TextEdit(argument.span(), "True")));
  }
}
