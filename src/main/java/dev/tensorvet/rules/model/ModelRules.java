package dev.tensorvet.rules.model;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about how a model is defined. */
public final class ModelRules {

  private ModelRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "activation-missing-between-linears" -> new ActivationMissingBetweenLinears();
      case "activation-redundant" -> new ActivationRedundant();
      case "apply-called-not-passed" -> new ApplyCalledNotPassed();
      case "batch-norm-single-value" -> new BatchNormSingleValue();
      case "batchnorm-frozen-partially" -> new BatchnormFrozenPartially();
      case "bias-before-batchnorm" -> new BiasBeforeBatchnorm();
      case "device-hardcoded-in-model" -> new DeviceHardcodedInModel();
      case "dropout-always-on" -> new DropoutAlwaysOn();
      case "einops-pattern-invalid" -> new EinopsPatternInvalid();
      case "einsum-spec-invalid" -> new EinsumSpecInvalid();
      case "embedding-index-range" -> new EmbeddingIndexRange();
      case "flatten-merges-batch" -> new FlattenMergesBatch();
      case "float-size-argument" -> new FloatSizeArgument();
      case "forward-branch-on-tensor-value" -> new ForwardBranchOnTensorValue();
      case "freeze-typo" -> new FreezeTypo();
      case "functional-norm-training-flag" -> new FunctionalNormTrainingFlag();
      case "hook-registered-in-forward" -> new HookRegisteredInForward();
      case "init-after-load" -> new InitAfterLoad();
      case "init-constant-symmetric" -> new InitConstantSymmetric();
      case "init-wrong-target" -> new InitWrongTarget();
      case "inplace-activation-clobbers-residual" -> new InplaceActivationClobbersResidual();
      case "inplace-on-leaf" -> new InplaceOnLeaf();
      case "lstm-output-unpack" -> new LstmOutputUnpack();
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
      case "parameter-attribute-plain-tensor" -> new ParameterAttributePlainTensor();
      case "parameter-lost-by-op" -> new ParameterLostByOp();
      case "parameter-reassigned-after-optimizer" -> new ParameterReassignedAfterOptimizer();
      case "parameter-should-be-buffer" -> new ParameterShouldBeBuffer();
      case "rnn-batch-first-confusion" -> new RnnBatchFirstConfusion();
      case "rnn-dropout-single-layer" -> new RnnDropoutSingleLayer();
      case "shape-batch-size-hardcoded" -> new ShapeBatchSizeHardcoded();
      case "shape-mismatch" -> new ShapeMismatch();
      case "softmax-dim-suspicious" -> new SoftmaxDimSuspicious();
      case "squeeze-drops-batch" -> new SqueezeDropsBatch();
      case "stateful-forward-leak" -> new StatefulForwardLeak();
      case "tensor-attribute-not-buffer" -> new TensorAttributeNotBuffer();
      case "train-override-bad-signature" -> new TrainOverrideBadSignature();
      case "transformer-mask-semantics" -> new TransformerMaskSemantics();
      case "view-after-transpose" -> new ViewAfterTranspose();
      case "view-as-permute" -> new ViewAsPermute();
      case "weight-tied-wrong-order" -> new WeightTiedWrongOrder();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
