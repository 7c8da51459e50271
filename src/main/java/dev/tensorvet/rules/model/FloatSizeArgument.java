package dev.tensorvet.rules.model;

import dev.tensorvet.facts.ModuleSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A size is a float. */
final class FloatSizeArgument implements Rule<ModuleSlip> {

  private static final RuleId ID = new RuleId("float-size-argument");

  @Override
  public Class<ModuleSlip> subject() {
    return ModuleSlip.class;
  }

  @Override
  public void check(ModuleSlip slip, RuleContext context) {
    if (slip.kind() == ModuleSlip.Kind.FLOAT_SIZE) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` is a float, as `/` gives one whatever it divides, and `"
                      + slip.code()
                      + "` takes only whole numbers")
              .withRelated(
                  slip.other().stream().map(p -> new Related(p, "it is divided here")).toList())
              .withFix(
                  slip.rewrite()
                      .map(
                          text ->
                              new Fix(
                                  "write `" + text + "`",
                                  Fix.Safety.SAFE,
                                  List.of(new TextEdit(slip.place().span(), text))))));
    }
  }
}
