package dev.tensorvet.rules.model;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about how a model is defined. */
public final class ModelRules {

  private ModelRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "activation-redundant" -> new ActivationRedundant();
      case "batch-norm-single-value" -> new BatchNormSingleValue();
      case "bias-before-batchnorm" -> new BiasBeforeBatchnorm();
      case "dropout-always-on" -> new DropoutAlwaysOn();
      case "einops-pattern-invalid" -> new EinopsPatternInvalid();
      case "einsum-spec-invalid" -> new EinsumSpecInvalid();
      case "embedding-index-range" -> new EmbeddingIndexRange();
      case "flatten-merges-batch" -> new FlattenMergesBatch();
      case "float-size-argument" -> new FloatSizeArgument();
      case "freeze-typo" -> new FreezeTypo();
      case "init-after-load" -> new InitAfterLoad();
      case "init-constant-symmetric" -> new InitConstantSymmetric();
      case "init-wrong-target" -> new InitWrongTarget();
      case "inplace-activation-clobbers-residual" -> new InplaceActivationClobbersResidual();
      case "inplace-on-leaf" -> new InplaceOnLeaf();
      case "lstm-output-unpack" -> new LstmOutputUnpack();
      case "missing-explicit-init" -> new MissingExplicitInit();
      case "module-layer-constructed-in-forward" -> new ModuleLayerConstructedInForward();
      case "module-list-plain" -> new ModuleListPlain();
      case "module-missing-forward" -> new ModuleMissingForward();
      case "module-missing-super-init" -> new ModuleMissingSuperInit();
      case "module-not-inherited" -> new ModuleNotInherited();
      case "module-unused-layer" -> new ModuleUnusedLayer();
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
      case "transformer-mask-semantics" -> new TransformerMaskSemantics();
      case "view-after-transpose" -> new ViewAfterTranspose();
      case "view-as-permute" -> new ViewAsPermute();
      case "weight-tied-wrong-order" -> new WeightTiedWrongOrder();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
