package dev.tensorvet.rules.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What makes correct code look wrong: frameworks that run the loop, closures, updates by hand,
 * contexts of one's own. For each such guard there are programs of {@code testdata/guards}, which
 * say what they guard in a comment, and of which no rule says anything.
 */
final class GuardsTest {

  private static final List<Program> PROGRAMS = Program.in(Path.of("testdata", "guards"));

  private static final Pattern GUARDS = Pattern.compile("(?m)^# guards: (.+)$");

  @TestFactory
  Stream<DynamicTest> noRuleSpeaks() {
    return PROGRAMS.stream()
        .map(
            program ->
                DynamicTest.dynamicTest(
                    program.name(),
                    () -> assertThat(program.findings()).as(program.name()).isEmpty()));
  }

  @Test
  void everyGuardHasPrograms() {
    Set<String> guarded = new TreeSet<>();
    for (Program program : PROGRAMS) {
      Matcher comment = GUARDS.matcher(program.toString());
      assertThat(comment.find()).as(program.name() + " says what it guards").isTrue();
      guarded.addAll(Arrays.asList(comment.group(1).split(", ")));
    }
    assertThat(guarded)
        .containsExactlyInAnyOrder(
            "accelerate",
            "accumulation",
            "alias",
            "closure",
            "deepspeed",
            "distributed",
            "engine",
            "evaluation",
            "fabric",
            "jit",
            "lightning",
            "manual",
            "manual optimization",
            "meta",
            "reinforcement",
            "several",
            "test",
            "trainer",
            "wrapper");
  }
}
