package dev.tensorvet.engine;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which rules are on in a file, and at which level. */
@FunctionalInterface
public interface Policy {

  /** The rules that are on in a file, and the level of the proven findings of each. */
  Map<RuleId, Level> levels(Path file);

  /** What this asks for and, where it does not, what another does. */
  default Policy and(Policy other) {
    return file -> {
      Map<RuleId, Level> both = new LinkedHashMap<>(levels(file));
      other.levels(file).forEach(both::putIfAbsent);
      return both;
    };
  }
}
