package dev.tensorvet.rules.notebook;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about notebooks. */
public final class NotebookRules {

  private NotebookRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "nb-error-output-committed" -> new NbErrorOutputCommitted();
      case "nb-execution-order" -> new NbExecutionOrder();
      case "nb-secrets-in-output" -> new NbSecretsInOutput();
      case "nb-use-before-define" -> new NbUseBeforeDefine();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
