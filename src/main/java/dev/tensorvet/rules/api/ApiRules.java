package dev.tensorvet.rules.api;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about what libraries gave up. */
public final class ApiRules {

  private ApiRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "api-deprecated" -> new ApiDeprecated();
      case "api-removed" -> new ApiRemoved();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
