package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.CallArgument;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tensor is filled on the CPU and then copied to where it is needed. */
final class TensorOnCpuThenCuda implements Rule<Waste> {

  private static final RuleId ID = new RuleId("tensor-on-cpu-then-cuda");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.FILLS_ELSEWHERE) {
      context.report(
          Finding.of(
                  ID,
                  waste.place(),
                  "`"
                      + waste.code()
                      + "` fills the tensor on the CPU, and then it is copied: with `"
                      + waste.argument().orElse("device")
                      + "` it is made where it is needed")
              .withFix(moved(waste)));
    }
  }

  private static Optional<Fix> moved(Waste waste) {
    return waste.receiver().flatMap(made -> moved(waste, made));
  }

  private static Optional<Fix> moved(Waste waste, Place made) {
    return CallArgument.add(made, waste.argument().orElse("device"), Fix.Safety.SAFE)
        .map(
            fix -> {
              List<TextEdit> edits = new ArrayList<>(fix.edits());
              edits.add(new TextEdit(new Span(made.span().end(), waste.place().span().end()), ""));
              return new Fix("make it there", Fix.Safety.SAFE, edits);
            });
  }
}
