package dev.tensorvet.engine;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.workspace.Evidence;
import dev.tensorvet.workspace.Kept;
import dev.tensorvet.workspace.Ledger;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What each rule finds in one file: for its own check, and for those of the files that call it. As
 * a {@link dev.tensorvet.workspace.Memo} does, it hands on what the answer rests on. Safe for use
 * by many threads.
 */
final class FileFindings {

  private final Map<RuleId, List<Finding>> known = new HashMap<>();
  private final Set<Evidence> parts = new LinkedHashSet<>();
  private final Set<Problem> problems = new LinkedHashSet<>();
  private Evidence evidence = Evidence.none();

  /** What a rule finds, found once; the other threads wait for it. */
  synchronized List<Finding> of(RuleId rule, Ledger ledger, Supplier<List<Finding>> find) {
    List<Finding> found = known.get(rule);
    if (found == null) {
      Kept<List<Finding>> kept = ledger.keep(find);
      if (parts.add(kept.evidence())) {
        evidence = Evidence.of(parts);
      }
      found = kept.value();
      known.put(rule, found);
    }
    // Rules share facts, which are recognised for the first that asks: what one rests on, the next
    // may rest on as well.
    ledger.note(evidence);
    return found;
  }

  /** Something that keeps rules from seeing all of the file; told once, however often it is met. */
  synchronized void add(Problem problem) {
    problems.add(problem);
  }

  synchronized List<Problem> problems() {
    return List.copyOf(problems);
  }
}
