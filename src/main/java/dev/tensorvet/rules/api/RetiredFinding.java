package dev.tensorvet.rules.api;

import dev.tensorvet.facts.RetiredUse;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;

/** How a use of what a library gave up is told. */
final class RetiredFinding {

  private RetiredFinding() {}

  static Finding of(RuleId rule, RetiredUse use, String what) {
    Finding finding =
        Finding.of(
            rule, use.place(), "`" + use.written() + "`" + what + ": " + use.retirement().advice());
    return use.change()
        .map(
            change ->
                finding.withFix(
                    new Fix(
                        change.title(),
                        change.isUnderstood() ? Fix.Safety.SAFE : Fix.Safety.UNSAFE,
                        change.edits())))
        .orElse(finding);
  }

  /** The range of versions, and the files that state it. */
  static String stated(RetiredUse use) {
    return "`" + use.stated().range() + "` by " + String.join(" and ", use.stated().sources());
  }
}
