package dev.tensorvet.report;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * The Reviewdog Diagnostic Format, by which <a
 * href="https://github.com/reviewdog/reviewdog/tree/master/proto/rdf">reviewdog</a> comments on a
 * review. Columns count bytes of UTF-8 from 1, ends are exclusive; places are those of the file on
 * disk. What {@code --fix} would do is suggested.
 */
final class RdjsonReporter implements Reporter {

  @Override
  public String name() {
    return "rdjson";
  }

  @Override
  public void write(Report report, ReportContext context, Writer out) throws IOException {
    Json.write(out, json -> new Run(json, context).write(report));
  }

  /** One writing of one report. */
  private record Run(JsonGenerator json, ReportContext context) {

    void write(Report report) {
      json.writeStartObject();
      json.writeObjectPropertyStart("source");
      json.writeStringProperty("name", "tensorvet");
      json.writeStringProperty("url", SarifTool.HOME);
      json.writeEndObject();
      json.writeArrayPropertyStart("diagnostics");
      report.findings().forEach(this::finding);
      report.problems().forEach(this::problem);
      json.writeEndArray();
      json.writeEndObject();
    }

    private void finding(Reported found) {
      Finding finding = found.finding();
      Region region = Region.of(finding.place());
      json.writeStartObject();
      json.writeStringProperty("message", found.message() + region.inCell());
      location(region);
      told(found.level(), finding.rule().name());
      finding.fix().filter(context::applies).ifPresent(fix -> suggestion(fix, region));
      related(finding.related());
      json.writeEndObject();
    }

    private void problem(Problem problem) {
      json.writeStartObject();
      json.writeStringProperty(
          "message",
          problem.message() + problem.place().map(p -> Region.of(p).inCell()).orElse(""));
      if (problem.place().isPresent()) {
        location(Region.of(problem.place().get()));
      } else {
        json.writeObjectPropertyStart("location");
        json.writeStringProperty("path", problem.path());
        json.writeEndObject();
      }
      told(problem.level(), problem.kind());
      json.writeEndObject();
    }

    private void told(Level level, String name) {
      json.writeStringProperty("severity", severity(level));
      json.writeObjectPropertyStart("code");
      json.writeStringProperty("value", name);
      json.writeEndObject();
    }

    private static String severity(Level level) {
      return switch (level) {
        case ERROR -> "ERROR";
        case WARNING -> "WARNING";
        case ADVICE -> "INFO";
      };
    }

    private void related(List<Related> places) {
      if (places.isEmpty()) {
        return;
      }
      json.writeArrayPropertyStart("relatedLocations");
      for (Related related : places) {
        Region region = Region.of(related.place());
        json.writeStartObject();
        json.writeStringProperty("message", related.message() + region.inCell());
        location(region);
        json.writeEndObject();
      }
      json.writeEndArray();
    }

    private void location(Region region) {
      json.writeObjectPropertyStart("location");
      json.writeStringProperty("path", region.physical().path());
      range(region.physical(), region.physicalSpan());
      json.writeEndObject();
    }

    /**
     * Each suggestion is applied alone: so the edits of a fix are one, with what stands between
     * them. That of a notebook is told in its cell, which a text of the file cannot say.
     */
    private void suggestion(Fix fix, Region region) {
      if (region.cell().isPresent() || fix.edits().isEmpty()) {
        return;
      }
      SourceFile file = region.physical();
      List<TextEdit> edits =
          fix.edits().stream().sorted(Comparator.comparing(TextEdit::span)).toList();
      int start = edits.getFirst().span().start();
      int done = start;
      StringBuilder text = new StringBuilder();
      for (TextEdit edit : edits) {
        text.append(file.text(), done, edit.span().start());
        text.append(edit.replacement().replace("\n", file.lineEnd()));
        done = edit.span().end();
      }
      json.writeArrayPropertyStart("suggestions");
      json.writeStartObject();
      range(file, new Span(start, done));
      json.writeStringProperty("text", text.toString());
      json.writeEndObject();
      json.writeEndArray();
    }

    private void range(SourceFile file, Span span) {
      json.writeObjectPropertyStart("range");
      position("start", file, span.start());
      position("end", file, span.end());
      json.writeEndObject();
    }

    private void position(String name, SourceFile file, int offset) {
      LineTable lines = file.lines();
      int line = lines.line(offset);
      int start = line == 1 ? file.contentStart() : lines.start(line);
      String before = file.text().substring(Math.min(start, offset), offset);
      json.writeObjectPropertyStart(name);
      json.writeNumberProperty("line", line);
      json.writeNumberProperty("column", before.getBytes(StandardCharsets.UTF_8).length + 1);
      json.writeEndObject();
    }
  }
}
