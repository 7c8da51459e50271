package dev.tensorvet.report;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePage;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a reporter knows beside the report.
 *
 * @param version of the tool
 * @param pages the page of a rule; none for what the engine itself reports
 * @param fixes the fixes that {@code --fix} would apply: only safe ones, or unsafe ones too
 * @param colour whether text may hold ANSI escapes
 * @param width how many columns a line of text may take
 */
public record ReportContext(
    String version,
    Function<RuleId, Optional<RulePage>> pages,
    Fix.Safety fixes,
    boolean colour,
    int width) {

  /** The width of what is not written to a terminal. */
  public static final int PLAIN_WIDTH = 120;

  /** For a file or a pipe: no colour, {@link #PLAIN_WIDTH}, safe fixes. */
  public static ReportContext plain(String version, Function<RuleId, Optional<RulePage>> pages) {
    return new ReportContext(version, pages, Fix.Safety.SAFE, false, PLAIN_WIDTH);
  }

  /** Whether {@code --fix} would apply a fix. */
  boolean applies(Fix fix) {
    return fix.safety().compareTo(fixes) <= 0;
  }
}
