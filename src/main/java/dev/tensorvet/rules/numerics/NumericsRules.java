package dev.tensorvet.rules.numerics;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about losses and numbers. */
public final class NumericsRules {

  private NumericsRules() {}

  public static List<Rule<?>> all() {
    return List.of(
<<<<<<< HEAD
        new CeTargetShape(),
        new LabelDtypeMismatch(),
        new MseBroadcast(),
        new SingleLogitSoftmax(),
        new SoftmaxBeforeCrossEntropy());
=======
        new BceWithoutSigmoid(),
        new DivisionUnprotected(),
        new ExpandThenInplace(),
        new KldivInputNotLog(),
        new LogOfSigmoid(),
        new LogOfSoftmax(),
        new LogsumexpByHand(),
        new NanEquality(),
        new NllWithoutLogSoftmax(),
        new PureOpResultDiscarded(),
        new SigmoidBcelossUnstable(),
        new SigmoidBeforeBceWithLogits(),
        new SoftmaxBeforeCrossEntropy(),
        new TensorCopyConstructor(),
        new TensorUninitialised(),
        new TorchTensorConstructor(),
        new WhereNanGradient());
>>>>>>> main
  }
}
