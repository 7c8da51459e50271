package dev.tensorvet.engine;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which rules apply to a file, and at which level. */
public interface Policy {

  /** The rules that may be on in a file, each once. */
  Collection<RuleId> rules(Path file);

  /** The level of a rule's proven findings in a file; empty when the rule is off there. */
  Optional<Level> level(RuleId rule, Path file);

  /** What this asks for and, where it does not, what another does. */
  default Policy and(Policy other) {
    return new Policy() {
      @Override
      public Collection<RuleId> rules(Path file) {
        Set<RuleId> both = new LinkedHashSet<>(Policy.this.rules(file));
        both.addAll(other.rules(file));
        return both;
      }

      @Override
      public Optional<Level> level(RuleId rule, Path file) {
        return Policy.this.level(rule, file).or(() -> other.level(rule, file));
      }
    };
  }

  /** The same rules in each file, at these levels. */
  static Policy everywhere(Map<RuleId, Level> levels) {
    return new Policy() {
      @Override
      public Collection<RuleId> rules(Path file) {
        return levels.keySet();
      }

      @Override
      public Optional<Level> level(RuleId rule, Path file) {
        return Optional.ofNullable(levels.get(rule));
      }
    };
  }
}
