package dev.tensorvet.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DTypeTest {

  /** As PyTorch promotes them: the type of the line with that of the column, in the same order. */
  private static final String PROMOTIONS =
      """
      b    |    b    u8    i8   i16   i32   i64   f16  bf16   f32   f64   c64  c128
      u8   |   u8    u8   i16   i16   i32   i64   f16  bf16   f32   f64   c64  c128
      i8   |   i8   i16    i8   i16   i32   i64   f16  bf16   f32   f64   c64  c128
      i16  |  i16   i16   i16   i16   i32   i64   f16  bf16   f32   f64   c64  c128
      i32  |  i32   i32   i32   i32   i32   i64   f16  bf16   f32   f64   c64  c128
      i64  |  i64   i64   i64   i64   i64   i64   f16  bf16   f32   f64   c64  c128
      f16  |  f16   f16   f16   f16   f16   f16   f16   f32   f32   f64   c64  c128
      bf16 | bf16  bf16  bf16  bf16  bf16  bf16   f32  bf16   f32   f64   c64  c128
      f32  |  f32   f32   f32   f32   f32   f32   f32   f32   f32   f64   c64  c128
      f64  |  f64   f64   f64   f64   f64   f64   f64   f64   f64   f64  c128  c128
      c64  |  c64   c64   c64   c64   c64   c64   c64   c64   c64  c128   c64  c128
      c128 | c128  c128  c128  c128  c128  c128  c128  c128  c128  c128  c128  c128
      """;

  @Test
  void twoTypesArePromotedAsInPyTorch() {
    List<List<String>> table =
        PROMOTIONS.lines().map(line -> Arrays.asList(line.strip().split("[| ]+"))).toList();
    List<String> names = table.stream().map(List::getFirst).toList();
    for (int row = 0; row < names.size(); row++) {
      for (int column = 0; column < names.size(); column++) {
        DType promoted = DType.values()[row].promote(DType.values()[column]);
        assertThat(names.get(promoted.ordinal()))
            .as("%s with %s", names.get(row), names.get(column))
            .isEqualTo(table.get(row).get(column + 1));
      }
    }
  }

  @Test
  void nothingIsKnownOfWhatAnUnknownTypeGives() {
    for (DType type : DType.values()) {
      assertThat(type.promote(DType.UNKNOWN)).isEqualTo(DType.UNKNOWN);
      assertThat(DType.UNKNOWN.promote(type)).isEqualTo(DType.UNKNOWN);
    }
  }
}
