package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A dataset moves its elements to a graphics card. */
final class CudaTensorInWorker implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("cuda-tensor-in-worker");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.MOVED_BY_WORKER) {
      context.report(
          Finding.of(
              ID,
              dataSlip.place(),
              "a worker cannot use CUDA in a process that was forked, and one by one this is slow without workers: move the batch in the loop"));
    }
  }
}
