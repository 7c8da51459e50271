package dev.tensorvet.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Models with one mistake each. A comment {@code # repaired:} says what the line would be without
 * it, {@code # found} marks where it must be found. A folder is a project of several files.
 */
final class PlantedShapesTest {

  private static final Path PLANTED = Path.of("testdata", "shapes", "planted");

  private static final Pattern MARK =
      Pattern.compile("^(?<code>.*?)\\s*# (?<found>found)?(?:, )?(?:repaired: (?<repaired>.*))?$");

  private static final double LEAST = 0.9;

  private static final List<RuleId> RULES =
      Stream.of(
              "batch-norm-single-value",
              "ce-target-shape",
              "einops-pattern-invalid",
              "einsum-spec-invalid",
              "flatten-merges-batch",
              "label-dtype-mismatch",
              "mse-broadcast",
              "norm-num-features-mismatch",
              "rnn-batch-first-confusion",
              "shape-mismatch",
              "single-logit-softmax",
              "squeeze-drops-batch",
              "view-as-permute")
          .map(RuleId::new)
          .toList();

  /** A project with its mistake, and without. */
  private record Planted(String name, Map<String, String> broken, Map<String, String> repaired) {}

  @Test
  void nineOfTenAreFoundOnTheRightLine() {
    List<Planted> all = planted();
    List<String> missed = new ArrayList<>();
    for (Planted each : all) {
      if (!places(each.broken()).contains(mark(each.broken()))) {
        missed.add(each.name());
      }
    }
    assertThat(all).hasSizeGreaterThanOrEqualTo(50);
    assertThat(missed).hasSizeLessThanOrEqualTo((int) (all.size() * (1 - LEAST)));
  }

  @Test
  void nothingIsFoundInTheRepairedOnes() {
    for (Planted each : planted()) {
      assertThat(places(each.repaired())).as(each.name()).isEmpty();
    }
  }

  /** Where something is found, as {@code net.py:12}. */
  private static List<String> places(Map<String, String> files) {
    Map<String, String> bare = new TreeMap<>(files);
    bare.replaceAll((file, text) -> lines(text, line -> line.group("code")));
    Findings findings = Findings.in(bare);
    assertThat(findings.problems()).isEmpty();
    return findings.all().stream()
        .filter(finding -> RULES.contains(finding.rule()))
        .map(PlantedShapesTest::place)
        .toList();
  }

  private static String place(Finding finding) {
    int line = finding.place().file().locate(finding.place().span().start()).line();
    return finding.place().file().path() + ":" + line;
  }

  private static String mark(Map<String, String> files) {
    for (Map.Entry<String, String> file : files.entrySet()) {
      List<String> lines = file.getValue().lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        Matcher mark = MARK.matcher(lines.get(i));
        if (mark.matches() && mark.group("found") != null) {
          return file.getKey() + ":" + (i + 1);
        }
      }
    }
    throw new IllegalStateException("nothing is marked");
  }

  // --- files

  private interface Change {
    String of(Matcher line);
  }

  private static String lines(String text, Change change) {
    return text.lines()
        .map(line -> line(line, change))
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static String line(String line, Change change) {
    Matcher mark = MARK.matcher(line);
    return mark.matches() && isMark(mark) ? change.of(mark) : line;
  }

  private static boolean isMark(Matcher line) {
    return line.group("found") != null || line.group("repaired") != null;
  }

  private static String repaired(Matcher line) {
    String code = line.group("code");
    String indent = code.substring(0, code.length() - code.stripLeading().length());
    return Optional.ofNullable(line.group("repaired")).map(indent::concat).orElse(code);
  }

  private static List<Planted> planted() {
    try (Stream<Path> entries = Files.list(PLANTED)) {
      List<Planted> all = new ArrayList<>();
      for (Path entry : entries.sorted().toList()) {
        Map<String, String> broken = files(entry);
        Map<String, String> repaired = new TreeMap<>(broken);
        repaired.replaceAll((file, text) -> lines(text, PlantedShapesTest::repaired));
        all.add(new Planted(String.valueOf(entry.getFileName()), broken, repaired));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> files(Path entry) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(entry)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    return files;
  }
}
