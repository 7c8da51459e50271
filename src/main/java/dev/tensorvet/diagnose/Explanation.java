package dev.tensorvet.diagnose;

import java.util.List;

/**
 * What something may come from.
 *
 * @param name in kebab case, as {@code linear-in-features}
 * @param group the field that it belongs to, as {@code shape}
 * @param cause one sentence in lower case without a full stop
 * @param fixes what to do, the likeliest first
 * @param rules the rules that find it in code
 */
public record Explanation(
    String name, String group, String cause, List<String> fixes, List<String> rules) {

  public Explanation {
    fixes = List.copyOf(fixes);
    rules = List.copyOf(rules);
  }
}
