package dev.tensorvet.rules.notebook;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about notebooks. */
public final class NotebookRules {

  private NotebookRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new NbErrorOutputCommitted(),
        new NbExecutionOrder(),
        new NbSecretsInOutput(),
        new NbUseBeforeDefine());
  }
}
