package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** What processes compute together is not where the code looks for it. */
final class AllReduceResultLost implements Rule<ProcessSlip> {

  private static final RuleId ID = new RuleId("all-reduce-result-lost");

  @Override
  public Class<ProcessSlip> subject() {
    return ProcessSlip.class;
  }

  @Override
  public void check(ProcessSlip slip, RuleContext context) {
    String nothing =
        "`"
            + slip.subject()
            + "` changes its tensor in place and gives nothing back: this is `None`";
    ProcessFinding.report(ID, slip, Kind.RESULT_OF_NOTHING, nothing, "", context);
    ProcessFinding.report(
        ID,
        slip,
        Kind.REPLACED_BY_NOTHING,
        nothing,
        "the tensor is lost here",
        AllReduceResultLost::unassigned,
        context);
    ProcessFinding.report(
        ID,
        slip,
        Kind.SUM_DROPPED,
        "the sum of all processes is put into a tensor that nothing keeps: `"
            + slip.subject()
            + "` stays what it is in this process",
        "",
        context);
  }

  /** Leaves a tensor in its variable. */
  private static Optional<Fix> unassigned(ProcessSlip slip) {
    return slip.other()
        .map(
            target ->
                new Fix(
                    "leave the tensor where it is",
                    Fix.Safety.SAFE,
                    List.of(
                        new TextEdit(
                            new Span(target.span().start(), slip.place().span().start()), ""))));
  }
}
