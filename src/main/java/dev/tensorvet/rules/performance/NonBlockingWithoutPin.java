package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A copy is not to be waited for, and is. */
final class NonBlockingWithoutPin implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("non-blocking-without-pin");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip subject, RuleContext context) {
    if (subject.kind() == Kind.WAITS_FOR_COPY) {
      context.report(
          Finding.of(
                  ID,
                  subject.place(),
                  "`non_blocking=True` has no effect on a batch that does not lie in pinned memory: the loader"
                      + " needs `pin_memory=True`")
              .withRelated(
                  subject.other().map(place -> new Related(place, "the loader is made here"))));
    }
  }
}
