package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** Each process that is started comes to start processes. */
final class SpawnWithoutMainGuard implements Rule<ProcessSlip> {

  private static final RuleId ID = new RuleId("spawn-without-main-guard");

  private static final String GUARD = "if __name__ == \"__main__\":";

  @Override
  public Class<ProcessSlip> subject() {
    return ProcessSlip.class;
  }

  @Override
  public void check(ProcessSlip slip, RuleContext context) {
    ProcessFinding.report(
        ID,
        slip,
        Kind.STARTED_BY_EACH,
        "each process that is started imports this file, and comes to start processes itself, which"
            + " Python refuses: let this stand under `"
            + GUARD
            + "`",
        "the processes are started here",
        SpawnWithoutMainGuard::guard,
        context);
  }

  /** Puts a call that is a line of its own under the guard. */
  private static Optional<Fix> guard(ProcessSlip slip) {
    Place call = slip.place();
    LineTable lines = call.file().lines();
    int line = lines.line(call.span().start());
    int start = lines.start(line);
    String text = call.file().text(new Span(start, lines.end(line)));
    boolean isWholeLine =
        start == call.span().start() && text.strip().equals(call.file().text(call.span()));
    return isWholeLine
        ? Optional.of(
            new Fix(
                "put it under `" + GUARD + "`",
                Fix.Safety.SAFE,
                List.of(new TextEdit(new Span(start, start), GUARD + "\n    "))))
        : Optional.empty();
  }
}
