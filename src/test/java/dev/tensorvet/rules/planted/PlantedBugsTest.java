package dev.tensorvet.rules.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Of correct programs nothing is said, harmless edits do not change that, and of the mistakes that
 * can be planted into them nearly all are seen.
 */
final class PlantedBugsTest {

  private static final double SEEN_AT_LEAST = 0.95;

  private static final List<Program> PROGRAMS = Program.correct();

  @TestFactory
  Stream<DynamicTest> nothingIsSaidOfCorrectPrograms() {
    return PROGRAMS.stream()
        .map(
            program ->
                DynamicTest.dynamicTest(
                    program.name(),
                    () -> assertThat(program.findings()).as(program.name()).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> harmlessEditsChangeNothing() {
    return HarmlessEdit.all().stream()
        .map(edit -> DynamicTest.dynamicTest(edit.name(), () -> checkHarmless(edit)));
  }

  private static void checkHarmless(HarmlessEdit edit) {
    List<Program> edited = PROGRAMS.stream().flatMap(edit.operator()::apply).toList();
    assertThat(edited).as("places for: " + edit.name()).isNotEmpty();
    for (Program program : edited) {
      assertThat(program.findings()).as(edit.name() + "\n" + program).isEmpty();
    }
  }

  @Test
  void plantedBugsAreSeen() {
    int planted = 0;
    List<String> missed = new ArrayList<>();
    for (Bug bug : Bug.all()) {
      List<Program> programs = bug.plant(PROGRAMS).toList();
      assertThat(programs).as("places for: " + bug.name()).isNotEmpty();
      planted += programs.size();
      for (Program program : programs) {
        if (!program.findings().containsKey(bug.rule())) {
          missed.add(bug.name() + " is not seen by " + bug.rule() + "\n" + program);
        }
      }
    }
    assertThat((planted - missed.size()) / (double) planted)
        .as(missed.size() + " of " + planted + " not seen:\n" + String.join("\n", missed))
        .isGreaterThanOrEqualTo(SEEN_AT_LEAST);
  }
}
