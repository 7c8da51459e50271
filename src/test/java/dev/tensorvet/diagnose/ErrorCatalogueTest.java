package dev.tensorvet.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.diagnose.KnownError.Cause;
import dev.tensorvet.rule.RulePages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The catalogue is its own test: each cause is found by its example. */
final class ErrorCatalogueTest {

  private static final Catalogue CATALOGUE = CatalogueFiles.load();

  private static final StackFrame LIBRARY =
      new StackFrame(
          "/venv/lib/python3.12/site-packages/torch/nn/modules/module.py",
          1787,
          "_call_impl",
          "return forward_call(*args, **kwargs)");

  /** An example as a traceback has it. */
  private static Raised raised(KnownError error, Cause cause) {
    StackFrame own = new StackFrame("/home/user/train.py", 7, "main", cause.exampleLine());
    return new Raised(error.exception(), cause.example(), List.of(own, LIBRARY), 1);
  }

  @TestFactory
  Stream<DynamicTest> eachCauseIsFoundByItsExample() {
    List<DynamicTest> tests = new ArrayList<>();
    for (KnownError error : CATALOGUE.errors()) {
      for (Cause cause : error.causes()) {
        tests.add(DynamicTest.dynamicTest(cause.name(), () -> found(error, cause)));
      }
    }
    return tests.stream();
  }

  private static void found(KnownError error, Cause cause) {
    Raised example = raised(error, cause);
    assertThat(CATALOGUE.find(example)).contains(error);
    Explanation likeliest = error.explain(example).getFirst();
    assertThat(likeliest.name()).isEqualTo(cause.name());
    assertThat(likeliest.cause() + likeliest.fixes())
        .as("each {name} is a group of the pattern that the example fills")
        .doesNotContainPattern("\\{[a-z]+\\}(?! for)")
        .doesNotContain("`?`");
  }

  @Test
  void aMessageThatSaysEnoughIsFoundInALineOfItsOwn() {
    for (KnownError error : CATALOGUE.errors()) {
      if (!error.needsException()) {
        assertThat(CATALOGUE.words(error)).as(error.pattern().pattern()).isNotEmpty();
        String line = "some prefix " + error.causes().getFirst().example();
        if (!error.pattern().pattern().startsWith("^")) {
          assertThat(CATALOGUE.find(new Raised("", line, List.of(), 1))).isPresent();
        }
      }
    }
  }

  @Test
  void namesAreUnique() {
    Set<String> names = new HashSet<>();
    CATALOGUE.errors().stream()
        .flatMap(error -> error.causes().stream())
        .forEach(
            cause -> {
              assertThat(cause.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
              assertThat(names.add(cause.name())).as(cause.name()).isTrue();
            });
  }

  @Test
  void textsAreSentencesOfTheHouse() {
    for (KnownError error : CATALOGUE.errors()) {
      for (Cause cause : error.causes()) {
        List<String> texts = new ArrayList<>(cause.fixes());
        texts.add(cause.text());
        assertThat(cause.fixes()).as(cause.name()).isNotEmpty();
        for (String text : texts) {
          assertThat(text).doesNotEndWith(".").isEqualTo(text.strip());
          assertThat(text.chars().filter(c -> c == '`').count() % 2).as(text).isZero();
          assertThat(Character.isUpperCase(text.charAt(0)) && !text.matches("[A-Z]{2,}.*"))
              .as(text)
              .isFalse();
        }
      }
    }
  }

  @Test
  void theRulesAreThere() {
    RulePages pages = RulePages.load();
    CATALOGUE.errors().stream()
        .flatMap(error -> error.causes().stream())
        .flatMap(cause -> cause.rules().stream())
        .distinct()
        .forEach(rule -> assertThat(pages.find(rule)).as(rule).isPresent());
  }

  @Test
  void literalsAreThoseThatEachMatchHolds() {
    assertThat(Literals.of("mat1 and (\\d+)x shapes\\.")).containsExactly("mat1 and ");
    assertThat(Literals.of("colou?r of x*yz{2}w")).containsExactly("r of ");
    assertThat(Literals.of("one way|an(?:o|u)ther way")).containsExactly("one way", "ther way");
    assertThat(Literals.of("a [\\])x] very long")).containsExactly(" very long");
    assertThat(Literals.of("(?:all|in|groups)")).isEmpty();
    assertThat(Literals.of("one|\\d+")).isEmpty();
  }

  @Test
  void literalsAreFoundInOnePass() {
    Literals literals =
        new Literals(
            List.of(List.of("she"), List.of("he", "hers"), List.of("ähers"), List.of("x")));
    assertThat(literals.in("ushers")).containsExactly(0, 1);
    assertThat(literals.in("ahex")).containsExactly(1, 3);
    assertThat(literals.in("nothing")).isEmpty();
  }
}
