package dev.tensorvet.rules.model;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about how a model is defined. */
public final class ModelRules {

  private ModelRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new BatchNormSingleValue(),
        new DropoutAlwaysOn(),
        new EinopsPatternInvalid(),
        new EinsumSpecInvalid(),
        new FlattenMergesBatch(),
        new FloatSizeArgument(),
        new InplaceActivationClobbersResidual(),
        new InplaceOnLeaf(),
        new MissingExplicitInit(),
        new ModuleLayerConstructedInForward(),
        new ModuleListPlain(),
        new ModuleMissingForward(),
        new ModuleMissingSuperInit(),
        new ModuleNotInherited(),
        new ModuleUnusedLayer(),
        new NormNumFeaturesMismatch(),
        new RnnBatchFirstConfusion(),
        new ShapeMismatch(),
        new SqueezeDropsBatch(),
        new ViewAsPermute());
  }
}
