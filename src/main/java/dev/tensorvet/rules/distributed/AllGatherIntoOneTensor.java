package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What several processes send is gathered into one tensor. */
final class AllGatherIntoOneTensor implements Rule<ProcessSlip> {

  private static final RuleId ID = new RuleId("all-gather-into-one-tensor");

  /** A list of one element, as often as a name or a call says. */
  private static final Pattern REPEATED =
      Pattern.compile("\\[([^\\[\\]\\n]*)]\\s*\\*\\s*([\\w.]+(?:\\([\\w.]*\\))?)");

  @Override
  public Class<ProcessSlip> subject() {
    return ProcessSlip.class;
  }

  @Override
  public void check(ProcessSlip slip, RuleContext context) {
    ProcessFinding.report(
        ID,
        slip,
        Kind.GATHERED_INTO_ONE,
        "this is one tensor several times: what `"
            + slip.subject()
            + "` puts there is that of the last process, at each place",
        "it is gathered here",
        AllGatherIntoOneTensor::copies,
        context);
  }

  /** Makes a tensor for each process. */
  private static Optional<Fix> copies(ProcessSlip slip) {
    Place list = slip.place();
    Matcher repeated = REPEATED.matcher(list.file().text(list.span()));
    return repeated.matches()
        ? Optional.of(
            new Fix(
                "make one for each process",
                Fix.Safety.SAFE,
                List.of(
                    new TextEdit(
                        list.span(),
                        "[" + repeated.group(1) + " for _ in range(" + repeated.group(2) + ")]"))))
        : Optional.empty();
  }
}
