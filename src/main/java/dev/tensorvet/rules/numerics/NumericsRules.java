package dev.tensorvet.rules.numerics;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about losses and numbers. */
public final class NumericsRules {

  private NumericsRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "bce-on-probabilities-under-amp" -> new BceOnProbabilitiesUnderAmp();
      case "bce-without-sigmoid" -> new BceWithoutSigmoid();
      case "binary-two-conventions" -> new BinaryTwoConventions();
      case "ce-target-shape" -> new CeTargetShape();
      case "clone-missing-alias" -> new CloneMissingAlias();
      case "cosine-embedding-dim" -> new CosineEmbeddingDim();
      case "ctc-input-batch-first" -> new CtcInputBatchFirst();
      case "ctc-input-not-log" -> new CtcInputNotLog();
      case "division-unprotected" -> new DivisionUnprotected();
      case "eps-underflow-half" -> new EpsUnderflowHalf();
      case "expand-then-inplace" -> new ExpandThenInplace();
      case "fixed-class-weights-length" -> new FixedClassWeightsLength();
      case "inplace-modifies-saved" -> new InplaceModifiesSaved();
      case "int-tensor-mean" -> new IntTensorMean();
      case "kept-tensor-changed-in-place" -> new KeptTensorChangedInPlace();
      case "kldiv-input-not-log" -> new KldivInputNotLog();
      case "kldiv-log-target-mismatch" -> new KldivLogTargetMismatch();
      case "kldiv-reduction-mean" -> new KldivReductionMean();
      case "label-dtype-mismatch" -> new LabelDtypeMismatch();
      case "log-of-sigmoid" -> new LogOfSigmoid();
      case "log-of-softmax" -> new LogOfSoftmax();
      case "log1p-expm1-by-hand" -> new Log1pExpm1ByHand();
      case "logsumexp-by-hand" -> new LogsumexpByHand();
      case "loss-reduction-none-unreduced" -> new LossReductionNoneUnreduced();
      case "mask-value-overflows-half" -> new MaskValueOverflowsHalf();
      case "mse-broadcast" -> new MseBroadcast();
      case "nan-equality" -> new NanEquality();
      case "nll-without-log-softmax" -> new NllWithoutLogSoftmax();
      case "normalise-wrong-dim" -> new NormaliseWrongDim();
      case "numpy-shares-memory" -> new NumpySharesMemory();
      case "output-smaller-than-target" -> new OutputSmallerThanTarget();
      case "pure-op-result-discarded" -> new PureOpResultDiscarded();
      case "relu-before-output-loss" -> new ReluBeforeOutputLoss();
      case "sigmoid-bceloss-unstable" -> new SigmoidBcelossUnstable();
      case "sigmoid-before-bce-with-logits" -> new SigmoidBeforeBceWithLogits();
      case "single-logit-softmax" -> new SingleLogitSoftmax();
      case "softmax-before-cross-entropy" -> new SoftmaxBeforeCrossEntropy();
      case "tensor-copy-constructor" -> new TensorCopyConstructor();
      case "tensor-uninitialised" -> new TensorUninitialised();
      case "torch-tensor-constructor" -> new TorchTensorConstructor();
      case "where-nan-gradient" -> new WhereNanGradient();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
