package dev.tensorvet.rules.data;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about the data that a model learns from. */
public final class DataRules {

  private DataRules() {}

  public static List<Rule<?>> all() {
    return List.of(new InputNotFloat(), new MissingAugmentation(), new MissingNormalization());
  }
}
