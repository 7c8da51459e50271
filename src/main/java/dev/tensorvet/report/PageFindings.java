package dev.tensorvet.report;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.rule.RulePage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The findings of a page, the gravest first. */
final class PageFindings {

  /** A page tells no more of them. */
  private static final int MOST = 400;

  private final PageCode code;
  private final ReportContext context;

  PageFindings(PageCode code, ReportContext context) {
    this.code = code;
    this.context = context;
  }

  record Shown(
      String id,
      String level,
      String rule,
      PageText message,
      PageCode.Link link,
      String scope,
      String verdict,
      List<PageCode.Line> lines,
      List<Beside> related,
      PageText reason,
      List<Remedy> fix) {}

  record Beside(PageCode.Link link, List<PageText.Word> words) {}

  record Remedy(PageText title, String safety, boolean any, List<PageCode.Line> lines) {}

  /** One that is not among the findings, and what says so. */
  record Silenced(String rule, PageText message, String verdict, PageCode.Link link) {}

  PageRows<Shown> all(List<Reported> found) {
    List<Shown> shown = new ArrayList<>();
    found.stream()
        .sorted(Comparator.comparing(Reported::level))
        .limit(MOST)
        .forEach(each -> shown.add(shown(each, "f" + (shown.size() + 1))));
    String title =
        found.size() > MOST
            ? "the first " + MOST + " of " + found.size()
            : Words.count(found.size(), "finding", "findings");
    return new PageRows<>(shown, title);
  }

  /**
   * What was found and is not among the findings.
   *
   * @param by what keeps them out
   */
  PageRows<Silenced> silenced(List<Reported> found, String by) {
    return new PageRows<>(
        found.stream()
            .limit(MOST)
            .map(
                each ->
                    new Silenced(
                        each.finding().rule().name(),
                        PageText.of(each.finding().message()),
                        verdict(each),
                        code.link(each.finding().place())))
            .toList(),
        Words.count(found.size(), "finding", "findings") + by);
  }

  private static String verdict(Reported reported) {
    return reported.verdict().map(verdict -> verdict.text()).orElse("");
  }

  private Shown shown(Reported reported, String id) {
    Finding finding = reported.finding();
    Optional<RulePage> page = context.pages().apply(finding.rule());
    return new Shown(
        id,
        reported.level().label(),
        finding.rule().name(),
        PageText.of(finding.message()),
        code.link(finding.place()),
        reported.scope().equals(Reported.MODULE) ? "" : reported.scope(),
        verdict(reported),
        PageCode.around(finding.place()),
        finding.related().stream().map(this::beside).toList(),
        page.flatMap(RuleHelp::reason).map(PageText::of).orElse(PageText.of("")),
        finding.fix().stream().map(fix -> remedy(fix, finding)).toList());
  }

  private Beside beside(Related related) {
    return new Beside(code.link(related.place()), PageText.of(related.message()).words());
  }

  private static Remedy remedy(Fix fix, Finding finding) {
    List<PageCode.Line> lines =
        FixPreview.of(fix, finding.place().file()).rows().stream()
            .limit(30)
            .map(
                row ->
                    new PageCode.Line("", row.style(), String.valueOf(row.number()), row.marked()))
            .toList();
    String safety =
        switch (fix.safety()) {
          case SAFE -> "`tensorvet check --fix` does it";
          case UNSAFE -> "look at it before you apply it";
        };
    return new Remedy(PageText.of(fix.title()), safety.replace("`", ""), !lines.isEmpty(), lines);
  }
}
