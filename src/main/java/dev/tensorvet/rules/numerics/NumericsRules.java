package dev.tensorvet.rules.numerics;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about losses and numbers. */
public final class NumericsRules {

  private NumericsRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new CeTargetShape(),
        new LabelDtypeMismatch(),
        new MseBroadcast(),
        new SingleLogitSoftmax(),
        new SoftmaxBeforeCrossEntropy());
  }
}
