package dev.tensorvet.rules.data;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about how data comes to a model. */
public final class DataRules {

  private DataRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new InputNotFloat(),
        new MissingAugmentation(),
        new MissingNormalization(),
        new TrainLoaderNotShuffled());
  }
}
