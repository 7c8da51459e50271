package dev.tensorvet.report;

import dev.tensorvet.finding.Fingerprint;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * GitLab's Code Quality report. GitLab tells what is new in a merge request by the fingerprints,
 * and shows one of several that are equal: so they hold no line number, and equal ones are counted.
 * Lines are those of the file on disk, in a notebook as elsewhere.
 */
final class GitlabReporter implements Reporter {

  @Override
  public String name() {
    return "gitlab";
  }

  @Override
  public void write(Report report, ReportContext context, Writer out) throws IOException {
    Json.write(out, json -> new Run(json).write(report));
  }

  /** One writing of one report. */
  private static final class Run {

    private final JsonGenerator json;
    private final Map<List<String>, Integer> seen = new HashMap<>();

    Run(JsonGenerator json) {
      this.json = json;
    }

    void write(Report report) {
      json.writeStartArray();
      report.findings().forEach(this::finding);
      report.problems().forEach(this::problem);
      json.writeEndArray();
    }

    private void finding(Reported found) {
      Place place = found.finding().place();
      Fingerprint print = Fingerprint.of(found, place.file().path()).withoutBlanks();
      issue(
          found.finding().rule().name(),
          found.level(),
          found.message(),
          place.file().path(),
          Optional.of(Region.of(place)),
          List.of(print.rule().name(), print.path(), print.scope(), print.code()));
    }

    private void problem(Problem problem) {
      issue(
          problem.kind(),
          problem.level(),
          problem.message(),
          problem.path(),
          problem.place().map(Region::of),
          List.of(problem.kind(), problem.path(), problem.message()));
    }

    private void issue(
        String name,
        Level level,
        String message,
        String path,
        Optional<Region> region,
        List<String> identity) {
      String where = region.map(Region::inCell).orElse("");
      json.writeStartObject();
      json.writeStringProperty("description", RuleHelp.sentence(message + where));
      json.writeStringProperty("check_name", name);
      json.writeStringProperty("fingerprint", fingerprint(identity));
      json.writeStringProperty("severity", severity(level));
      json.writeObjectPropertyStart("location");
      json.writeStringProperty("path", path);
      json.writeObjectPropertyStart("lines");
      json.writeNumberProperty("begin", region.map(r -> r.physicalStart().line()).orElse(1));
      region.ifPresent(r -> json.writeNumberProperty("end", r.physicalEnd().line()));
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }

    private String fingerprint(List<String> identity) {
      int number = seen.merge(identity, 1, Integer::sum);
      MessageDigest sha = sha256();
      identity.forEach(part -> sha.update((part + "\0").getBytes(StandardCharsets.UTF_8)));
      sha.update(String.valueOf(number).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every Java has SHA-256", impossible);
      }
    }

    private static String severity(Level level) {
      return switch (level) {
        case ERROR -> "major";
        case WARNING -> "minor";
        case ADVICE -> "info";
      };
    }
  }
}
