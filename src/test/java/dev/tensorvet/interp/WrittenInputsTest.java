package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.interp.WrittenInputs.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrittenInputsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(B, 3, 224, 224)           | (B, 3, 224, 224) ?",
        "(B,)                       | (B,) ?",
        "()                         | () ?",
        "(B,3,H,W)float16           | (B, 3, H, W) float16",
        "(B, T) long, (2*T, 80)     | (B, T) int64, (2*T, 80) ?",
        "(B, H//2 + 1, (H - 1) * W) | (B, H//2 + 1, H*W - W) ?",
        "(B, 2 * 3 + 4)             | (B, 10) ?",
        "(batch_size, 10) bool      | (batch_size, 10) bool",
      })
  void whatPeopleWrite(String written, String read) {
    assertThat(WrittenInputs.read(written))
        .isInstanceOfSatisfying(
            Reading.Read.class,
            r ->
                assertThat(String.join(", ", r.inputs().stream().map(Object::toString).toList()))
                    .isEqualTo(read));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"                      | 0  | a shape is to begin here",
        "B, 3                      | 0  | a shape is to begin here",
        "(B, 3                     | 5  | a `,` or `)` is missing here",
        "(B; 3)                    | 2  | a `,` or `)` is missing here",
        "(B, , 3)                  | 4  | a size is to stand here",
        "(B, 3.5)                  | 5  | a `,` or `)` is missing here",
        "(B, 3) int65              | 7  | there is no type `int65`",
        "(B, 3) (B, 4)             | 7  | nothing is to follow here",
        "(B, 3), x                 | 8  | a shape is to begin here",
        "(B, 2 - 3)                | 4  | a size is not below zero",
        "(B, H // 0)               | 9  | nothing is divided by zero",
        "(B, 99999999999999999999) | 4  | no tensor is as large as this",
        "(B, (H + 1)               | 11 | a `,` or `)` is missing here",
      })
  void whatCannotBeRead(String written, int offset, String why) {
    assertThat(WrittenInputs.read(written))
        .isInstanceOfSatisfying(
            Reading.Wrong.class,
            wrong -> {
              assertThat(wrong.offset()).isEqualTo(offset);
              assertThat(wrong.why()).startsWith(why);
            });
  }
}
