package dev.tensorvet.rule;

import dev.tensorvet.finding.RuleId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rules by their names, each made when it is first to run: of hundreds, most checks run a few. Safe
 * for use by many threads.
 */
public final class Rules {

  private final List<RuleId> names;
  private final Function<RuleId, Rule<?>> maker;
  private final Map<RuleId, Rule<?>> made = new ConcurrentHashMap<>();

  /**
   * @param maker makes the rule of any of the names
   */
  public Rules(List<RuleId> names, Function<RuleId, Rule<?>> maker) {
    this.names = List.copyOf(names);
    this.maker = maker;
  }

  /** Rules that are made already, for a test or an embedding with rules of its own. */
  public static Rules of(List<Rule<?>> rules) {
    Map<RuleId, Rule<?>> byName = rules.stream().collect(Collectors.toMap(Rule::id, r -> r));
    return new Rules(
        rules.stream().map(Rule::id).toList(),
        name -> {
          Rule<?> rule = byName.get(name);
          if (rule == null) {
            throw new IllegalArgumentException("no such rule: " + name);
          }
          return rule;
        });
  }

  /** The names of all, whether they are to run or not. */
  public List<RuleId> names() {
    return names;
  }

  /** The rule of one of the names. */
  public Rule<?> get(RuleId name) {
    return made.computeIfAbsent(name, maker);
  }

  /** All of them, made. */
  public List<Rule<?>> all() {
    return names.stream().<Rule<?>>map(this::get).toList();
  }
}
