package dev.tensorvet.rule;

import dev.tensorvet.finding.RuleId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rules by their names, each made when it is first to run: of hundreds, most checks run a few. Safe
 * for use by many threads.
 */
public final class Rules {

  private final Function<RuleId, Optional<Rule<?>>> maker;
  private final Map<RuleId, Optional<Rule<?>>> made = new ConcurrentHashMap<>();

  /**
   * @param maker makes the rule of a name; nothing, where none that looks at code has it
   */
  public Rules(Function<RuleId, Optional<Rule<?>>> maker) {
    this.maker = maker;
  }

  /** Rules that are made already, for a test or an embedding with rules of its own. */
  public static Rules of(List<Rule<?>> rules) {
    Map<RuleId, Rule<?>> byName = rules.stream().collect(Collectors.toMap(Rule::id, r -> r));
    return new Rules(name -> Optional.ofNullable(byName.get(name)));
  }

  /** The rule of a name, if one that looks at code has it. */
  public Optional<Rule<?>> find(RuleId name) {
    return made.computeIfAbsent(name, maker);
  }
}
