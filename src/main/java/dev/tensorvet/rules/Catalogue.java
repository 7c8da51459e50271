package dev.tensorvet.rules;

import dev.tensorvet.rule.Rule;
import dev.tensorvet.rules.model.ModelRules;
import java.util.List;

/** All rules. Their pages are in bijection with them, which a test holds. */
public final class Catalogue {

  private Catalogue() {}

  /** Every rule, whether it runs by default or not. */
  public static List<Rule<?>> all() {
    return ModelRules.all();
  }
}
