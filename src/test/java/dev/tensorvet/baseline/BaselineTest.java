package dev.tensorvet.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fingerprint;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Occurrence;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.frontend.data.JsonFrontend;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BaselineTest {

  private static final List<String> PATHS = List.of("a.py", "lib/b.py", "../c d.ipynb", "ü\"\\.py");
  private static final List<String> SCOPES = List.of(Reported.MODULE, "Net.forward", "train");
  private static final List<String> CODES =
      List.of(
          "optimizer.step()",
          "x = \"a\\tb\" # \u0007\u202e\u2028 end",
          "名前 = '😀' # \uD83D",
          "x = {'a': 1}",
          "");

  private static final RulePages PAGES =
      RulePages.of(List.of(page("missing-zero-grad", "zero-grad-missing"), page("clip-late")));

  private static RulePage page(String name, String... aliases) {
    return new RulePage(
        new RuleId(name),
        "training",
        "x",
        Level.ERROR,
        true,
        "0.1.0",
        Optional.empty(),
        Stream.of(aliases).map(RuleId::new).toList(),
        () -> "");
  }

  /** A finding on a line of its own, so that it has this fingerprint. */
  private static Reported found(Fingerprint print) {
    SourceFile file = SourceFile.of(print.path(), Language.PYTHON, print.code() + "\n");
    Place place = new Place(file, new Span(0, 0));
    return new Reported(Finding.of(print.rule(), place, "x"), Level.ERROR, print.scope());
  }

  private static Fingerprint print(Random random) {
    return new Fingerprint(
        PAGES.all().get(random.nextInt(2)).id(),
        PATHS.get(random.nextInt(PATHS.size())),
        SCOPES.get(random.nextInt(SCOPES.size())),
        CODES.get(random.nextInt(CODES.size())));
  }

  private static List<Fingerprint> prints(Random random, int most) {
    return Stream.generate(() -> print(random)).limit(random.nextInt(most + 1)).toList();
  }

  private static Baseline.Split split(Baseline baseline, List<Fingerprint> found) {
    return baseline.split(
        found.stream().map(BaselineTest::found).toList(),
        each -> Optional.of(Fingerprint.of(each, each.finding().place().file().path())),
        print -> true);
  }

  private static Baseline baseline(List<Fingerprint> prints) {
    return Baseline.of(prints.stream().map(p -> new Known(p, Occurrence.ONLY)).toList());
  }

  /** A finding on one of equal lines. */
  private static Reported found(Fingerprint print, int nth, int of) {
    Reported only = found(print);
    return new Reported(only.finding(), only.level(), only.scope(), new Occurrence(nth, of));
  }

  private static List<Fingerprint> printsOf(List<Reported> found) {
    return found.stream()
        .map(each -> Fingerprint.of(each, each.finding().place().file().path()))
        .sorted()
        .toList();
  }

  private static List<Fingerprint> without(List<Fingerprint> all, List<Fingerprint> some) {
    List<Fingerprint> rest = new ArrayList<>(all);
    some.forEach(rest::remove);
    Collections.sort(rest);
    return rest;
  }

  private static List<Fingerprint> shuffled(List<Fingerprint> prints, Random random) {
    List<Fingerprint> shuffled = new ArrayList<>(prints);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static Baseline read(String text) {
    return switch (JsonFrontend.parse(text)) {
      case JsonFrontend.JsonFile.Whole whole ->
          new BaselineReader("b.json", LineTable.of(text), PAGES).read(whole.root());
      case JsonFrontend.JsonFile.Broken broken -> throw new AssertionError(broken);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatComesIsNewAndWhatGoesIsStaleInAnyOrder(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      List<Fingerprint> before = prints(random, 12);
      List<Fingerprint> gone = shuffled(before, random);
      gone = gone.subList(0, random.nextInt(gone.size() + 1));
      List<Fingerprint> after = new ArrayList<>(without(before, gone));
      after.addAll(prints(random, 4));
      Baseline baseline = baseline(shuffled(before, random));
      Baseline.Split split = split(baseline, shuffled(after, random));
      assertThat(printsOf(split.fresh())).isEqualTo(without(after, before));
      assertThat(split.stale()).isEqualTo(without(before, after));
      assertThat(split.fresh().size() + split.known().size()).isEqualTo(after.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theTextIsReadBackAndIsTheSameForAnyOrder(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      List<Fingerprint> prints = prints(random, 20);
      String text = BaselineText.of(baseline(prints));
      assertThat(BaselineText.of(baseline(shuffled(prints, random)))).isEqualTo(text);
      Baseline read = read(text);
      assertThat(BaselineText.of(read)).isEqualTo(text);
      assertThat(read.size()).isEqualTo(prints.size());
      assertThat(split(read, prints).known()).hasSize(prints.size());
    }
  }

  @Test
  void aTextIsMadeToBeRead() {
    Fingerprint step =
        new Fingerprint(new RuleId("clip-late"), "b.py", "Net.forward", "optimizer.step()");
    Fingerprint other =
        new Fingerprint(new RuleId("clip-late"), "a.py", Reported.MODULE, "\"é\u202e\"");
    assertThat(BaselineText.of(baseline(List.of(step, other, step))))
        .isEqualTo(
            """
            {
              "version": 1,
              "files": {
                "a.py": [
                  {"rule": "clip-late", "scope": "<module>", "code": "\\"é\\u202e\\""}
                ],
                "b.py": [
                  {"rule": "clip-late", "scope": "Net.forward", "code": "optimizer.step()", "count": 2}
                ]
              }
            }
            """);
    assertThat(BaselineText.of(baseline(List.of())))
        .isEqualTo("{\n  \"version\": 1,\n  \"files\": {}\n}\n");
  }

  @Test
  void ofEqualOnesTheLastIsNew() {
    Fingerprint step = new Fingerprint(new RuleId("clip-late"), "a.py", "f", "optimizer.step()");
    Reported first = found(step);
    Reported second = found(step);
    Baseline.Split split =
        baseline(List.of(step))
            .split(List.of(first, second), f -> Optional.of(step), print -> true);
    assertThat(split.known()).containsExactly(first);
    assertThat(split.fresh()).containsExactly(second);
  }

  @Test
  void ofEqualLinesTheOtherOneIsNew() {
    Fingerprint step = new Fingerprint(new RuleId("clip-late"), "a.py", "f", "optimizer.step()");
    Baseline baseline = Baseline.of(List.of(new Known(step, new Occurrence(1, 2))));
    Reported first = found(step, 1, 2);
    Reported second = found(step, 2, 2);
    assertThat(split(baseline, step, first).known()).containsExactly(first);
    assertThat(split(baseline, step, second).fresh()).containsExactly(second);
    assertThat(split(baseline, step, second).stale()).containsExactly(step);
    assertThat(split(baseline, step, second, first).fresh()).containsExactly(second);
  }

  @Test
  void whereAnEqualLineCameOrWentAnyOfThemIsKnown() {
    Fingerprint step = new Fingerprint(new RuleId("clip-late"), "a.py", "f", "optimizer.step()");
    Baseline baseline = Baseline.of(List.of(new Known(step, new Occurrence(1, 2))));
    assertThat(split(baseline, step, found(step, 2, 3)).fresh()).isEmpty();
    assertThat(split(baseline, step, found(step)).fresh()).isEmpty();
    Reported last = found(step, 3, 3);
    assertThat(split(baseline, step, found(step, 1, 3), last).fresh()).containsExactly(last);
  }

  private static Baseline.Split split(Baseline baseline, Fingerprint print, Reported... found) {
    return baseline.split(List.of(found), f -> Optional.of(print), each -> true);
  }

  @Test
  void blanksMakeNoDifference() {
    Fingerprint wide = new Fingerprint(new RuleId("clip-late"), "a.py", "f", "g( x, y = 1 )");
    Fingerprint tight = new Fingerprint(new RuleId("clip-late"), "a.py", "f", "g(x, y=1)");
    assertThat(split(baseline(List.of(wide, wide)), List.of(tight, wide)).fresh()).isEmpty();
    assertThat(split(baseline(List.of(wide, tight)), List.of(tight)).stale()).hasSize(1);
  }

  @Test
  void whatWasNotJudgedIsNotStale() {
    Fingerprint print = new Fingerprint(new RuleId("clip-late"), "a.py", "f", "x");
    Baseline.Split split =
        baseline(List.of(print)).split(List.of(), f -> Optional.empty(), each -> false);
    assertThat(split.stale()).isEmpty();
  }

  @Test
  void aRuleIsFoundUnderItsFormerName() {
    Baseline baseline =
        read(
            """
            {"version": 1, "files": {"a.py": [
              {"rule": "zero-grad-missing", "scope": "f", "code": "x"},
              {"rule": "missing-zero-grad", "scope": "f", "code": "x"}]}}
            """);
    Fingerprint now = new Fingerprint(new RuleId("missing-zero-grad"), "a.py", "f", "x");
    assertThat(split(baseline, List.of(now, now)).fresh()).isEmpty();
    assertThat(BaselineText.of(baseline))
        .contains("missing-zero-grad")
        .doesNotContain("zero-grad-missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[] | b.json:1:1: this is not a baseline: it has no `version`",
        "{\"results\": []} | b.json:1:1: this is not a baseline: it has no `version`",
        "{\"version\": 2} | b.json:1:13: this version of the baseline is not known;"
            + " tensorvet knows version 1",
        "{\"version\": \"1\"} | b.json:1:13: this version of the baseline is not known;"
            + " tensorvet knows version 1",
        "{\"version\": 1} | b.json:1:1: `files` is missing",
        "{\"version\": 1, \"files\": null} | b.json:1:25: `files` is to be an object",
        "{\"version\": 1, \"files\": {}, \"x\": 1} | b.json:1:34: `x` is not known here",
        "{\"version\": 1, \"files\": {\"a\": 1}} | b.json:1:31: a list of findings is expected here",
        "{\"version\": 1, \"files\": {\"a\": [1]}} | b.json:1:32: a finding is to be an object",
        "{\"version\": 1, \"files\": {\"a\": [{\"rule\": 1}]}} | b.json:1:41: `rule` is to be a text",
        "{\"version\": 1, \"files\": {\"a\": [{\"rule\": \"x\", \"scope\": \"f\"}]}} | b.json:1:32:"
            + " `code` is missing",
        "{\"version\": 1, \"files\": {\"a\": [{\"rule\": \"x\", \"scope\": \"f\", \"code\": \"\","
            + " \"count\": 0}]}} | b.json:1:81: `count` is to be a number from 1",
        "{\"version\": 1, \"files\": {\"a\": [{\"rule\": \"x\", \"scope\": \"f\", \"code\": \"\","
            + " \"count\": 99999999999999999999}]}} | b.json:1:81: `count` is to be a number from 1"
      })
  void whatIsNoBaselineIsRefusedWithAPosition(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(BaselineException.class).hasMessage(message);
  }
}
