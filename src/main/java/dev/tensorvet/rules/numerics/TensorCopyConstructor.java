package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A tensor is made out of a tensor by the function for lists and numbers. */
final class TensorCopyConstructor implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("tensor-copy-constructor");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.COPIED_BY_CONSTRUCTOR) {
      context.report(
          Finding.of(
                  ID,
                  numericSlip.place(),
                  "this function is for lists and numbers: of a tensor it makes a copy without its graph, and"
                      + " warns: `detach().clone()` says so")
              .withFix(
                  numericSlip
                      .rewrite()
                      .map(
                          text ->
                              new Fix(
                                  "write `" + text + "`",
                                  Fix.Safety.SAFE,
                                  List.of(new TextEdit(numericSlip.place().span(), text))))));
    }
  }
}
