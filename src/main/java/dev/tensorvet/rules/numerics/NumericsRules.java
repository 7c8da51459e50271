package dev.tensorvet.rules.numerics;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about losses and numbers. */
public final class NumericsRules {

  private NumericsRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new BceWithoutSigmoid(),
        new CeTargetShape(),
        new DivisionUnprotected(),
        new ExpandThenInplace(),
        new InplaceModifiesSaved(),
        new KldivInputNotLog(),
        new LabelDtypeMismatch(),
        new LogOfSigmoid(),
        new LogOfSoftmax(),
        new LogsumexpByHand(),
        new MseBroadcast(),
        new NanEquality(),
        new NllWithoutLogSoftmax(),
        new PureOpResultDiscarded(),
        new SigmoidBcelossUnstable(),
        new SigmoidBeforeBceWithLogits(),
        new SingleLogitSoftmax(),
        new SoftmaxBeforeCrossEntropy(),
        new TensorCopyConstructor(),
        new TensorUninitialised(),
        new TorchTensorConstructor(),
        new WhereNanGradient());
  }
}
