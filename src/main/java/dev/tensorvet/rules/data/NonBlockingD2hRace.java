package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A copy to the CPU is read before it is there. */
final class NonBlockingD2hRace implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("non-blocking-d2h-race");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.READ_TOO_EARLY) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  "with `non_blocking=True` the program does not wait for the copy, and `"
                      + dataSlip.subject()
                      + "()` reads whatever the memory holds by then")
              .withFix(
                  dataSlip
                      .surplus()
                      .map(
                          span ->
                              new Fix(
                                  "wait for the copy",
                                  Fix.Safety.SAFE,
                                  List.of(new TextEdit(span, ""))))));
    }
  }
}
