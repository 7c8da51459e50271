package dev.tensorvet.report;

import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** How often each rule was found, the most frequent first. */
final class StatisticsReporter implements Reporter {

  private record Row(RuleId rule, int count, int fixable) {}

  @Override
  public String name() {
    return "statistics";
  }

  @Override
  public void write(Report report, ReportContext context, Writer out) throws IOException {
    List<Row> rows = rows(report, context);
    int width = rows.isEmpty() ? 0 : String.valueOf(rows.getFirst().count()).length();
    for (Row row : rows) {
      out.write(String.format("%" + width + "d  ", row.count()));
      out.write(row.fixable() == 0 ? "[ ] " : row.fixable() == row.count() ? "[*] " : "[-] ");
      out.write(row.rule().name() + "\n");
    }
    for (String line : Tally.summary(report, context)) {
      out.write(line + "\n");
    }
  }

  private static List<Row> rows(Report report, ReportContext context) {
    TreeMap<RuleId, Row> byRule = new TreeMap<>();
    for (Reported found : report.findings()) {
      int fixable = found.finding().fix().filter(context::applies).isPresent() ? 1 : 0;
      byRule.merge(
          found.finding().rule(),
          new Row(found.finding().rule(), 1, fixable),
          (a, b) -> new Row(a.rule(), a.count() + b.count(), a.fixable() + b.fixable()));
    }
    List<Row> rows = new ArrayList<>(byRule.values());
    rows.sort(Comparator.comparingInt(Row::count).reversed());
    return rows;
  }
}
