package dev.tensorvet.rules.model;

import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** A layer is built and nothing uses it. */
final class ModuleUnusedLayer implements Rule<ModelClass> {

  @Override
  public Class<ModelClass> subject() {
    return ModelClass.class;
  }

  @Override
  public void check(ModelClass model, RuleContext context) {
    for (ModelClass.Layer layer : model.layers()) {
      if (layer.isUsed() == Proof.NO) {
        context.report(
            Finding.of(
                id(),
                layer.place(),
                "`self."
                    + layer.attribute()
                    + "` is built and never used in `"
                    + model.type().name()
                    + "`"));
      }
    }
  }
}
