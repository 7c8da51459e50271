package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.ContextUse;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A context that switches graphs off is not called where it is entered, or not entered at all. */
final class NoGradWithoutCall implements Rule<ContextUse> {

  private static final RuleId ID = new RuleId("no-grad-without-call");

  @Override
  public Class<ContextUse> subject() {
    return ContextUse.class;
  }

  @Override
  public void check(ContextUse use, RuleContext context) {
    String code = "`" + use.place().file().text(use.place().span()) + "`";
    switch (use.kind()) {
      case ENTERED_UNCALLED -> {
        Finding finding =
            Finding.of(
                ID,
                use.place(),
                code + " is a class and no context: the `with` statement fails without a call");
        context.report(use.needsArguments() ? finding : finding.withFix(call(use)));
      }
      case DROPPED ->
          context.report(
              Finding.of(
                  ID,
                  use.place(),
                  code + " changes nothing: only what stands in its `with` block is under it"));
    }
  }

  private static Fix call(ContextUse use) {
    int end = use.place().span().end();
    return new Fix("call it", Fix.Safety.SAFE, List.of(new TextEdit(new Span(end, end), "()")));
  }
}
