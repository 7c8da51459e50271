package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** Processes are started with what the function does not take that they are to run. */
final class SpawnArgumentsMismatch implements Rule<ProcessSlip> {

  private static final RuleId ID = new RuleId("spawn-arguments-mismatch");

  @Override
  public Class<ProcessSlip> subject() {
    return ProcessSlip.class;
  }

  @Override
  public void check(ProcessSlip slip, RuleContext context) {
    ProcessFinding.report(
        ID,
        slip,
        Kind.NO_ARGUMENTS,
        "`"
            + slip.subject()
            + "` is a number, and no tuple of arguments: each process ends in a `TypeError`",
        "",
        SpawnArgumentsMismatch::comma,
        context);
    ProcessFinding.report(
        ID,
        slip,
        Kind.OTHER_ARGUMENTS,
        "each process calls the function with its own number and these, which are not the arguments"
            + " that it takes",
        "the function is defined here",
        context);
  }

  /** A tuple of one element needs a comma. */
  private static Optional<Fix> comma(ProcessSlip slip) {
    SourceFile file = slip.place().file();
    Span span = slip.place().span();
    boolean isInParentheses =
        file.text().startsWith(")", span.end())
            && span.start() > 1
            && file.text().startsWith("=(", span.start() - 2);
    return isInParentheses
        ? Optional.of(
            new Fix(
                "make it a tuple",
                Fix.Safety.SAFE,
                List.of(new TextEdit(new Span(span.end(), span.end()), ","))))
        : Optional.empty();
  }
}
