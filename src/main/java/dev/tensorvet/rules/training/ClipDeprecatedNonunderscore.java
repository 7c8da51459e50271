package dev.tensorvet.rules.training;

import dev.tensorvet.facts.RenamedCall;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** Gradients are clipped by a function under its former name. */
final class ClipDeprecatedNonunderscore implements Rule<RenamedCall> {

  private static final RuleId ID = new RuleId("clip-deprecated-nonunderscore");

  @Override
  public Class<RenamedCall> subject() {
    return RenamedCall.class;
  }

  @Override
  public void check(RenamedCall call, RuleContext context) {
    String name = call.callee().file().text(call.callee().span());
    Finding finding =
        Finding.of(
            ID,
            call.callee(),
            "`" + name + "` is deprecated: the function is called `" + call.successor() + "`");
    context.report(call.isQualified() ? finding.withFix(rename(call, name)) : finding);
  }

  private static Fix rename(RenamedCall call, String name) {
    Span callee = call.callee().span();
    int start = callee.start() + name.lastIndexOf('.') + 1;
    return new Fix(
        "call it `" + call.successor() + "`",
        Fix.Safety.SAFE,
        List.of(new TextEdit(new Span(start, callee.end()), call.successor())));
  }
}
