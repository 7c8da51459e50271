package dev.tensorvet.report;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * JUnit's XML, which most CI servers show: a suite for each file that something is told of, and in
 * it a failure for each finding, an error for each problem. Advice fails no test, as it fails no
 * run. Some servers take a report without a test for a broken one: so a clean run is one that
 * passes.
 */
final class JunitReporter implements Reporter {

  private enum Outcome {
    PASSED,
    FAILED,
    BROKEN
  }

  /**
   * @param name in which no line number stands, so that a server knows the case again
   */
  private record Case(
      String name, String path, OptionalInt line, Outcome outcome, String title, String text) {

    static Case of(Reported found, String name) {
      Region region = Region.of(found.finding().place());
      StringBuilder text = new StringBuilder(ConciseReporter.line(found));
      for (Related related : found.finding().related()) {
        text.append('\n').append(Region.of(related.place()).label()).append(": ");
        text.append(Glyphs.printable(related.message()));
      }
      return new Case(
          name,
          region.physical().path(),
          OptionalInt.of(region.physicalStart().line()),
          found.level() == Level.ADVICE ? Outcome.PASSED : Outcome.FAILED,
          found.message(),
          text.toString());
    }

    static Case of(Problem problem, String name) {
      return new Case(
          name,
          problem.path(),
          problem.place().stream().mapToInt(p -> Region.of(p).physicalStart().line()).findFirst(),
          problem.level() == Level.ADVICE ? Outcome.PASSED : Outcome.BROKEN,
          problem.message(),
          ConciseReporter.line(problem));
    }
  }

  @Override
  public String name() {
    return "junit";
  }

  @Override
  public void write(Report report, ReportContext context, Writer out) throws IOException {
    Map<String, List<Case>> suites = suites(report);
    List<Case> all = suites.values().stream().flatMap(List::stream).toList();
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.write("<testsuites" + attribute("name", "tensorvet") + counts(all) + ">\n");
    for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
      out.write("  <testsuite" + attribute("name", suite.getKey()) + counts(suite.getValue()));
      out.write(">\n");
      for (Case each : suite.getValue()) {
        write(each, out);
      }
      out.write("  </testsuite>\n");
    }
    out.write("</testsuites>\n");
  }

  private static Map<String, List<Case>> suites(Report report) {
    Map<String, List<Case>> suites = new TreeMap<>();
    Map<List<String>, Integer> seen = new HashMap<>();
    for (Reported found : report.findings()) {
      String rule = found.finding().rule().name();
      String path = found.finding().place().file().path();
      String name = found.scope().equals(Reported.MODULE) ? rule : rule + " in " + found.scope();
      suites
          .computeIfAbsent(path, p -> new ArrayList<>())
          .add(Case.of(found, unique(path, name, seen)));
    }
    for (Problem problem : report.problems()) {
      suites
          .computeIfAbsent(problem.path(), p -> new ArrayList<>())
          .add(Case.of(problem, unique(problem.path(), problem.kind(), seen)));
    }
    if (suites.isEmpty()) {
      String text = "No findings in " + Tally.plural(report.filesChecked(), "file") + ".";
      suites.put(
          "tensorvet",
          List.of(new Case("check", "tensorvet", OptionalInt.empty(), Outcome.PASSED, text, text)));
    }
    return suites;
  }

  /** Servers take cases of one name for one case. */
  private static String unique(String path, String name, Map<List<String>, Integer> seen) {
    int number = seen.merge(List.of(path, name), 1, Integer::sum);
    return number == 1 ? name : name + " (" + number + ")";
  }

  private static String counts(List<Case> cases) {
    return attribute("tests", String.valueOf(cases.size()))
        + attribute("failures", count(cases, Outcome.FAILED))
        + attribute("errors", count(cases, Outcome.BROKEN));
  }

  private static String count(List<Case> cases, Outcome outcome) {
    return String.valueOf(cases.stream().filter(each -> each.outcome() == outcome).count());
  }

  private static void write(Case each, Writer out) throws IOException {
    out.write("    <testcase" + attribute("name", each.name()));
    out.write(attribute("classname", each.path()));
    if (each.line().isPresent()) {
      out.write(attribute("file", each.path()));
      out.write(attribute("line", String.valueOf(each.line().getAsInt())));
    }
    String told =
        switch (each.outcome()) {
          case PASSED -> element("system-out", "", each.text());
          case FAILED -> element("failure", attribute("message", each.title()), each.text());
          case BROKEN -> element("error", attribute("message", each.title()), each.text());
        };
    out.write(">\n      " + told + "\n    </testcase>\n");
  }

  private static String element(String name, String attributes, String text) {
    return "<" + name + attributes + ">" + escaped(text) + "</" + name + ">";
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + escaped(Glyphs.printable(value)) + "\"";
  }

  /** A text without what XML means something by, or has no way to say. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace('\uFFFE', '\uFFFD')
        .replace('\uFFFF', '\uFFFD');
  }
}
