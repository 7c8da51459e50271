package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** An optimizer is given something else than parameters. */
final class OptimizerGivenModule implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("optimizer-given-module");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip optimizerSlip, RuleContext context) {
    if (optimizerSlip.kind() == Kind.METHOD_GIVEN
        || optimizerSlip.kind() == Kind.MODULE_GIVEN
        || optimizerSlip.kind() == Kind.STATE_GIVEN
        || optimizerSlip.kind() == Kind.LISTS_GIVEN) {
      context.report(
          Finding.of(
                  ID,
                  optimizerSlip.place(),
                  switch (optimizerSlip.kind()) {
                    case METHOD_GIVEN ->
                        "`"
                            + optimizerSlip.subject()
                            + "` is not called: an optimizer takes what it gives";
                    case MODULE_GIVEN ->
                        "an optimizer takes the parameters of `"
                            + optimizerSlip.subject()
                            + "`, and not the module";
                    case STATE_GIVEN ->
                        "an optimizer takes the parameters of `"
                            + optimizerSlip.subject()
                            + "`: its state is names and copies";
                    default ->
                        "an optimizer takes one list of parameters, and this is a list of lists";
                  })
              .withFix(
                  optimizerSlip
                      .rewrite()
                      .map(
                          text ->
                              new Fix(
                                  "write `" + text + "`",
                                  Fix.Safety.SAFE,
                                  List.of(new TextEdit(optimizerSlip.place().span(), text))))));
    }
  }
}
