package dev.tensorvet.rules.model;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about how a model is defined. */
public final class ModelRules {

  private ModelRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "apply-called-not-passed" -> new ApplyCalledNotPassed();
      case "batch-norm-single-value" -> new BatchNormSingleValue();
      case "device-hardcoded-in-model" -> new DeviceHardcodedInModel();
      case "dropout-always-on" -> new DropoutAlwaysOn();
      case "einops-pattern-invalid" -> new EinopsPatternInvalid();
      case "einsum-spec-invalid" -> new EinsumSpecInvalid();
      case "flatten-merges-batch" -> new FlattenMergesBatch();
      case "float-size-argument" -> new FloatSizeArgument();
      case "freeze-typo" -> new FreezeTypo();
      case "functional-norm-training-flag" -> new FunctionalNormTrainingFlag();
      case "hook-registered-in-forward" -> new HookRegisteredInForward();
      case "inplace-activation-clobbers-residual" -> new InplaceActivationClobbersResidual();
      case "inplace-on-leaf" -> new InplaceOnLeaf();
      case "method-not-called" -> new MethodNotCalled();
      case "missing-explicit-init" -> new MissingExplicitInit();
      case "module-assign-before-super-init" -> new ModuleAssignBeforeSuperInit();
      case "module-attr-shadows-api" -> new ModuleAttrShadowsApi();
      case "module-class-not-instance" -> new ModuleClassNotInstance();
      case "module-ctor-applied-to-tensor" -> new ModuleCtorAppliedToTensor();
      case "module-forward-called-directly" -> new ModuleForwardCalledDirectly();
      case "module-forward-missing-return" -> new ModuleForwardMissingReturn();
      case "module-layer-constructed-in-forward" -> new ModuleLayerConstructedInForward();
      case "module-layer-index-mismatch" -> new ModuleLayerIndexMismatch();
      case "module-layer-overwritten" -> new ModuleLayerOverwritten();
      case "module-list-multiplied" -> new ModuleListMultiplied();
      case "module-list-plain" -> new ModuleListPlain();
      case "module-method-typo" -> new ModuleMethodTypo();
      case "module-missing-forward" -> new ModuleMissingForward();
      case "module-missing-super-init" -> new ModuleMissingSuperInit();
      case "module-missing-super-init-args" -> new ModuleMissingSuperInitArgs();
      case "module-mutable-default-layer" -> new ModuleMutableDefaultLayer();
      case "module-not-inherited" -> new ModuleNotInherited();
      case "module-parameter-list-plain" -> new ModuleParameterListPlain();
      case "module-shared-norm" -> new ModuleSharedNorm();
      case "module-stateless-constructed-in-forward" -> new ModuleStatelessConstructedInForward();
      case "module-unused-layer" -> new ModuleUnusedLayer();
      case "new-tensor-without-device" -> new NewTensorWithoutDevice();
      case "norm-num-features-mismatch" -> new NormNumFeaturesMismatch();
      case "rnn-batch-first-confusion" -> new RnnBatchFirstConfusion();
      case "shape-mismatch" -> new ShapeMismatch();
      case "squeeze-drops-batch" -> new SqueezeDropsBatch();
      case "tensor-attribute-not-buffer" -> new TensorAttributeNotBuffer();
      case "train-override-bad-signature" -> new TrainOverrideBadSignature();
      case "view-as-permute" -> new ViewAsPermute();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
