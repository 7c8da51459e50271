package dev.tensorvet.rules.model;

import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ModelClass.PlainGroup;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Registration;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** Layers in a plain list are no part of the module. */
final class ModuleListPlain implements Rule<ModelClass> {

  @Override
  public Class<ModelClass> subject() {
    return ModelClass.class;
  }

  @Override
  public void check(ModelClass model, RuleContext context) {
    for (PlainGroup group : model.plainGroups()) {
      Finding finding =
          Finding.of(
                  id(),
                  group.place(),
                  "`self."
                      + group.attribute()
                      + "` is a plain "
                      + Registration.noun(group)
                      + ": its layers are not registered in `"
                      + model.type().name()
                      + "`")
              .withRelated(List.of(new Related(group.called(), "a layer of it is called here")));
      context.report(finding.withFix(Registration.fix(group, context.file())));
    }
  }
}
