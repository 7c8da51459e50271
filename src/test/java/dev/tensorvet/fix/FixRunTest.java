package dev.tensorvet.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FixRunTest {

  /** A check that wants every {@code old} to be the {@code code} beside it. */
  private static FixRun.Check check(Map<String, String> disk, String... oldAndCode) {
    return changed -> {
      Map<String, String> texts = new TreeMap<>(disk);
      texts.putAll(changed);
      List<Reported> findings = new ArrayList<>();
      texts.forEach(
          (path, text) -> {
            SourceFile file = SourceFile.of(path, Language.PYTHON, text);
            for (int i = 0; i < oldAndCode.length; i += 2) {
              int at = text.indexOf(oldAndCode[i]);
              if (at >= 0) {
                findings.add(
                    finding(file, new Span(at, at + oldAndCode[i].length()), oldAndCode[i + 1]));
              }
            }
          });
      return new Report(findings, List.of(), List.of(), texts.size());
    };
  }

  private static Reported finding(SourceFile file, Span span, String code) {
    Fix fix = new Fix("write " + code, Fix.Safety.SAFE, List.of(new TextEdit(span, code)));
    return new Reported(
        Finding.of(new RuleId("some-rule"), new Place(file, span), "message").withFix(fix),
        Level.ERROR);
  }

  @Test
  void aFixThatBringsAnotherToLightIsFollowed() {
    FixRun.Outcome outcome =
        FixRun.run(
            check(Map.of("b.py", "a\n", "a.py", "c\n", "c.py", "d\n"), "a", "b", "b", "c"),
            Tensorvet::parse,
            Fix.Safety.SAFE);
    assertThat(outcome.settled()).isTrue();
    assertThat(outcome.report().findings()).isEmpty();
    assertThat(outcome.files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.before().path()).isEqualTo("b.py");
              assertThat(file.before().text()).isEqualTo("a\n");
              assertThat(file.text()).isEqualTo("c\n");
              assertThat(file.applied()).hasSize(2);
            });
  }

  @Test
  void whatOverlapsHasItsTurnInTheNextRound() {
    FixRun.Outcome outcome =
        FixRun.run(
            check(Map.of("a.py", "x = 1 + 2\n"), "x = 1", "y = 1", "1 + 2", "3"),
            Tensorvet::parse,
            Fix.Safety.SAFE);
    assertThat(outcome.files().getFirst().text()).isEqualTo("y = 3\n");
    assertThat(outcome.refused()).isEmpty();
  }

  @Test
  void twoRulesThatUndoEachOtherComeToAnEnd() {
    FixRun.Outcome outcome =
        FixRun.run(
            check(Map.of("a.py", "on\n"), "on", "off", "off", "on"),
            Tensorvet::parse,
            Fix.Safety.SAFE);
    assertThat(outcome.settled()).isFalse();
  }

  @Test
  void whatCannotBeFixedIsTold() {
    FixRun.Outcome outcome =
        FixRun.run(
            check(Map.of("a.py", "x = 1\n"), "x = 1", "x = ("), Tensorvet::parse, Fix.Safety.SAFE);
    assertThat(outcome.settled()).isTrue();
    assertThat(outcome.files()).isEmpty();
    assertThat(outcome.report().findings()).hasSize(1);
    assertThat(outcome.refused())
        .extracting(FixedFile.Refusal::reason)
        .containsExactly(FixedFile.Reason.BREAKS_FILE);
  }

  @Test
  void fixingWhatIsFixedChangesNothing() {
    Map<String, String> disk = Map.of("a.py", "x = 1\n", "b.py", "y = 1\n");
    FixRun.Outcome first = FixRun.run(check(disk, "= 1", "= 2"), Tensorvet::parse, Fix.Safety.SAFE);
    Map<String, String> fixed = new TreeMap<>(disk);
    first.files().forEach(file -> fixed.put(file.before().path(), file.text()));
    FixRun.Outcome second =
        FixRun.run(check(fixed, "= 1", "= 2"), Tensorvet::parse, Fix.Safety.SAFE);
    assertThat(first.files()).hasSize(2);
    assertThat(second.files()).isEmpty();
    assertThat(second.applied()).isEmpty();
  }
}
