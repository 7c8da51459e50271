package dev.tensorvet.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpecifierTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "==1.13.1 | ==1.13.1",
        "==1.13.* | >=1.13,<1.14",
        ">=1.8,<2 | >=1.8,<2.0",
        ">= 1.8 , < 2.0.0 | >=1.8,<2.0",
        "~=1.8 | >=1.8,<2.0",
        "~=1.8.1 | >=1.8.1,<1.9",
        ">1.13 | >=1.13",
        "<=2.0 | <=2.0",
        "!=1.9.0 | any",
        ">=1.7,!=1.9.0 | >=1.7",
        "==1.13.1+cu117 | ==1.13.1",
        ">=2.0.0rc1 | >=2.0 (before its release)",
        "'' | any",
        "==banana | any"
      })
  void pep440(String text, String range) {
    check(Specifier::pep440, text, range);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^1.8 ; >=1.8,<2.0",
        "^0.15.2 ; >=0.15.2,<0.16",
        "^0.0.3 ; >=0.0.3,<0.0.4",
        "~1.8 ; >=1.8,<1.9",
        "~1 ; >=1.0,<2.0",
        "1.8.1 ; ==1.8.1",
        "1.8.* ; >=1.8,<1.9",
        "* ; any",
        ">=1.8,<1.9 || >=2.0,<2.2 ; >=1.8,<2.2"
      })
  void poetry(String row) {
    check(Specifier::poetry, row.split(" ; ")[0], row.split(" ; ")[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1.13 ; >=1.13,<1.14",
        "==1.13.0 ; ==1.13",
        "1.13.* ; >=1.13,<1.14",
        ">=1.8,<2 ; >=1.8,<2.0"
      })
  void conda(String row) {
    check(Specifier::conda, row.split(" ; ")[0], row.split(" ; ")[1]);
  }

  private static void check(Function<String, VersionRange> read, String text, String range) {
    assertThat(read.apply(text)).hasToString(range);
  }
}
