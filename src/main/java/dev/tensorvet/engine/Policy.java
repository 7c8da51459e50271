package dev.tensorvet.engine;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import java.nio.file.Path;
import java.util.Optional;

/** Which rules apply to a file, and at which level. */
public interface Policy {

  /** The level of a rule's proven findings in a file; empty when the rule is off there. */
  Optional<Level> level(RuleId rule, Path file);
}
