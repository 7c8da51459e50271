package dev.tensorvet.rules.api;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about what libraries gave up. */
public final class ApiRules {

  private ApiRules() {}

  public static List<Rule<?>> all() {
    return List.of(new ApiDeprecated(), new ApiRemoved());
  }
}
