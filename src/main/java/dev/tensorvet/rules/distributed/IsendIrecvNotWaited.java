package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.UnfinishedTransfer;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A transfer between processes is begun, and nobody waits for its end. */
final class IsendIrecvNotWaited implements Rule<UnfinishedTransfer> {

  private static final RuleId ID = new RuleId("isend-irecv-not-waited");

  @Override
  public Class<UnfinishedTransfer> subject() {
    return UnfinishedTransfer.class;
  }

  @Override
  public void check(UnfinishedTransfer transfer, RuleContext context) {
    context.report(
        Finding.of(
            ID,
            transfer.place(),
            "`"
                + transfer.function()
                + "` only begins here, and its handle is dropped: nothing waits until the tensor is"
                + " safe to use"));
  }
}
