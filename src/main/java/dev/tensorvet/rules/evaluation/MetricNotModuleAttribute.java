package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ModelClass.PlainGroup;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Registration;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Metrics in a plain list stay where they were made when the module goes to another device. */
final class MetricNotModuleAttribute implements Rule<ModelClass> {

  private static final RuleId ID = new RuleId("metric-not-module-attribute");

  @Override
  public Class<ModelClass> subject() {
    return ModelClass.class;
  }

  @Override
  public void check(ModelClass model, RuleContext context) {
    for (PlainGroup group : model.metricGroups()) {
      context.report(
          Finding.of(
                  ID,
                  group.place(),
                  "`self."
                      + group.attribute()
                      + "` is a plain "
                      + Registration.noun(group)
                      + ": its metrics stay on the CPU when `"
                      + model.type().name()
                      + "` is moved, and refuse predictions from elsewhere")
              .withRelated(new Related(group.called(), "a metric of it is used here"))
              .withFix(Registration.fix(group, context.file())));
    }
  }
}
