package dev.tensorvet.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.framework.Retirement.Kind;
import dev.tensorvet.requirement.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds for every row of the tables. */
final class RetirementsTest {

  private static final List<Retirements> TABLES = Retirements.all();

  private static Stream<Retirement> rows() {
    return TABLES.stream().flatMap(Retirements::stream);
  }

  @Test
  void everyRowSaysWhereItIsFromAndWhatToDo() {
    assertThat(rows()).hasSizeGreaterThan(300);
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row.source()).startsWith("https://");
              assertThat(row.advice()).doesNotContain("*").doesNotEndWith(".");
              assertThat(row.deprecated().or(row::removed)).isPresent();
            });
  }

  @Test
  void whatIsRemovedWasDeprecatedFirst() {
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(isInOrder(row.deprecated(), row.removed())).isTrue();
              assertThat(isInOrder(row.removed(), row.returned())).isTrue();
            });
  }

  private static boolean isInOrder(Optional<Version> one, Optional<Version> next) {
    return one.flatMap(a -> next.map(b -> a.compareTo(b) < 0)).orElse(true);
  }

  /** A name that goes by another one would never be found. */
  @Test
  void everyNameIsTheOneThatCodeResolvesTo() {
    Frameworks frameworks = Frameworks.all();
    assertThat(rows().filter(row -> row.kind() != Kind.MODULE && row.kind() != Kind.METHOD))
        .allSatisfy(row -> assertThat(frameworks.canonical(row.name())).isEqualTo(row.name()));
  }

  @Test
  void everyRowIsAnnouncedByAWord() {
    for (Retirements table : TABLES) {
      assertThat(table.stream())
          .allSatisfy(
              row -> {
                String last = row.name().substring(row.name().lastIndexOf('.') + 1);
                String word =
                    switch (row.kind()) {
                      case KEYWORD -> row.keyword();
                      case VALUE -> row.keyword().substring(0, row.keyword().indexOf('='));
                      case FUNCTION, CLASS, MODULE, MISSING, METHOD, MEMBER, HOOK -> last;
                    };
                assertThat(table.mayName(word)).as(row.name()).isTrue();
              });
      assertThat(table.mayName("anything_else")).isFalse();
    }
  }
}
