package dev.tensorvet.report;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * For people: the code of each finding with what it is about underlined, the places that take part,
 * the reason and the fix. A rule's reason is told once.
 */
final class TextReporter implements Reporter {

  /** What shares line numbers, and so can share a frame. */
  private record Stretch(String path, OptionalInt cell) {

    static Stretch of(Region region) {
      return new Stretch(region.physical().path(), region.cell());
    }
  }

  /** The marks of one stretch, and where the first of them is. */
  private record Group(Region first, Place place, List<CodeFrame.Mark> marks) {

    CodeFrame frame() {
      return new CodeFrame(Excerpt.around(place.file(), place.span().start()), marks);
    }
  }

  @Override
  public String name() {
    return "text";
  }

  @Override
  public void write(Report report, ReportContext context, Writer out) throws IOException {
    Ink ink = new Ink(context.colour());
    Set<RuleId> explained = new HashSet<>();
    for (Reported found : report.findings()) {
      boolean first = explained.add(found.finding().rule());
      out.write(finding(found, first, context, ink));
    }
    for (Problem problem : report.problems()) {
      out.write(problem(problem, context, ink));
    }
    for (String line : Tally.summary(report, context)) {
      out.write(line + "\n");
    }
  }

  private static String finding(Reported found, boolean explain, ReportContext context, Ink ink) {
    Finding finding = found.finding();
    StringBuilder out = new StringBuilder();
    String fixable =
        finding
            .fix()
            .filter(context::applies)
            .map(fix -> " " + ink.paint(Ink.Style.FIXABLE, "[*]"))
            .orElse("");
    headline(out, found.level(), finding.rule().name(), fixable, found.message(), ink);

    List<Group> groups = groups(found);
    List<CodeFrame> frames = groups.stream().map(Group::frame).toList();
    FixPreview preview =
        finding
            .fix()
            .map(fix -> FixPreview.of(fix, finding.place().file()))
            .orElseGet(FixPreview::none);
    int last =
        Math.max(frames.stream().mapToInt(CodeFrame::lastLine).max().orElse(1), preview.lastLine());
    Gutter gutter = Gutter.upTo(last, context.width(), ink);
    for (int i = 0; i < frames.size(); i++) {
      gutter.arrow(out, i == 0 ? "-->" : ":::", Glyphs.printable(groups.get(i).first().label()));
      gutter.border(out);
      frames.get(i).draw(out, gutter);
      gutter.border(out);
    }
    if (explain) {
      context
          .pages()
          .apply(finding.rule())
          .flatMap(RuleHelp::reason)
          .ifPresent(reason -> gutter.note(out, "why", reason));
    }
    finding.fix().ifPresent(fix -> fix(out, fix, preview, gutter));
    return out.append('\n').toString();
  }

  private static void headline(
      StringBuilder out, Level level, String name, String mark, String message, Ink ink) {
    out.append(ink.paint(Ink.Style.of(level), level.label() + "[" + name + "]"))
        .append(mark)
        .append(ink.paint(Ink.Style.STRONG, ": " + Glyphs.printable(message)))
        .append('\n');
  }

  private static void fix(StringBuilder out, Fix fix, FixPreview preview, Gutter gutter) {
    String unsafe =
        switch (fix.safety()) {
          case SAFE -> "";
          case UNSAFE -> " (unsafe: look before you apply it)";
        };
    gutter.note(out, "fix", fix.title() + unsafe);
    preview.draw(out, gutter);
  }

  /** The finding's own place first, then the related ones by file and cell as they come. */
  private static List<Group> groups(Reported found) {
    Map<Stretch, Group> groups = new LinkedHashMap<>();
    Ink.Style style = Ink.Style.of(found.level());
    add(groups, found.finding().place(), "", style, true);
    for (Related related : found.finding().related()) {
      add(groups, related.place(), related.message(), Ink.Style.RELATED, false);
    }
    return List.copyOf(groups.values());
  }

  private static void add(
      Map<Stretch, Group> groups, Place place, String label, Ink.Style style, boolean primary) {
    Region region = Region.of(place);
    groups
        .computeIfAbsent(Stretch.of(region), s -> new Group(region, place, new ArrayList<>()))
        .marks()
        .add(new CodeFrame.Mark(region.start(), region.end(), label, style, primary));
  }

  private static String problem(Problem problem, ReportContext context, Ink ink) {
    StringBuilder out = new StringBuilder();
    headline(out, problem.level(), problem.kind(), "", problem.message(), ink);
    if (problem.place().isEmpty()) {
      Gutter.upTo(1, context.width(), ink).arrow(out, "-->", Glyphs.printable(problem.path()));
      return out.append('\n').toString();
    }
    Place place = problem.place().get();
    Region region = Region.of(place);
    Ink.Style style = Ink.Style.of(problem.level());
    CodeFrame frame =
        new CodeFrame(
            Excerpt.around(place.file(), place.span().start()),
            List.of(new CodeFrame.Mark(region.start(), region.end(), "", style, true)));
    Gutter gutter = Gutter.upTo(frame.lastLine(), context.width(), ink);
    gutter.arrow(out, "-->", Glyphs.printable(region.label()));
    gutter.border(out);
    frame.draw(out, gutter);
    gutter.border(out);
    return out.append('\n').toString();
  }
}
