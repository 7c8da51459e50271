package dev.tensorvet.rules.model;

import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ModelClass.Use;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;
import java.util.List;

/** A module is called and has nothing to run. */
final class ModuleMissingForward implements Rule<ModelClass> {

  @Override
  public Class<ModelClass> subject() {
    return ModelClass.class;
  }

  @Override
  public void check(ModelClass model, RuleContext context) {
    if (model.isModule() != Proof.YES || model.forward() != Proof.NO) {
      return;
    }
    model
        .use()
        .ifPresent(
            use ->
                context.report(
                    Finding.of(
                            id(),
                            model.name(),
                            "`" + model.type().name() + "` is called and has no `forward`")
                        .withRelated(
                            List.of(
                                new Related(
                                    use.place(),
                                    use.kind() == Use.Kind.STEP
                                        ? "it is a step of a sequence here"
                                        : "it is called here")))));
  }
}
