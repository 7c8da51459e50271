package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.WrappedAccess;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A member of a model is read of the wrapper around it. */
final class DataparallelAttributeAccess implements Rule<WrappedAccess> {

  private static final RuleId ID = new RuleId("dataparallel-attribute-access");

  @Override
  public Class<WrappedAccess> subject() {
    return WrappedAccess.class;
  }

  @Override
  public void check(WrappedAccess access, RuleContext context) {
    int dot = access.place().span().start() + access.object().length();
    Fix fix =
        new Fix(
            "read it of `" + access.object() + ".module`",
            Fix.Safety.SAFE,
            List.of(new TextEdit(new Span(dot, dot), ".module")));
    context.report(
        Finding.of(
                ID,
                access.place(),
                "`"
                    + access.object()
                    + "` is the wrapper, which has no `"
                    + access.member()
                    + "`: the model in it is `"
                    + access.object()
                    + ".module`")
            .withRelated(List.of(new Related(access.wrapped(), "it is wrapped here")))
            .withFix(fix));
  }
}
