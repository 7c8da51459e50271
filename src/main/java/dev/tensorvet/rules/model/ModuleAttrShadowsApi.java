package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A member hides what every module must have. */
final class ModuleAttrShadowsApi implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.METHOD_HIDDEN) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`"
                  + slip.code()
                  + "` is a method of every module, and this member takes its place in `"
                  + slip.subject()
                  + "`",
              ""));
    }
    if (slip.kind() == StructureSlip.Kind.METHOD_STAYS) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`"
                  + slip.code()
                  + "` goes on being the method of every module: what is kept here is not found by"
                  + " that name",
              ""));
    }
    if (slip.kind() == StructureSlip.Kind.READ_ONLY_SET) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`" + slip.code() + "` of a Lightning module cannot be set: the assignment fails",
              ""));
    }
  }
}
