package dev.tensorvet.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DTypeTest {

  /** As PyTorch promotes them: the type of the line with that of the column, in the same order. */
  private static final String PROMOTIONS =
      """
      bool       | bool       uint8      int8       int16      int32      int64      float16    bfloat16   float32    float64    complex64  complex128
      uint8      | uint8      uint8      int16      int16      int32      int64      float16    bfloat16   float32    float64    complex64  complex128
      int8       | int8       int16      int8       int16      int32      int64      float16    bfloat16   float32    float64    complex64  complex128
      int16      | int16      int16      int16      int16      int32      int64      float16    bfloat16   float32    float64    complex64  complex128
      int32      | int32      int32      int32      int32      int32      int64      float16    bfloat16   float32    float64    complex64  complex128
      int64      | int64      int64      int64      int64      int64      int64      float16    bfloat16   float32    float64    complex64  complex128
      float16    | float16    float16    float16    float16    float16    float16    float16    float32    float32    float64    complex64  complex128
      bfloat16   | bfloat16   bfloat16   bfloat16   bfloat16   bfloat16   bfloat16   float32    bfloat16   float32    float64    complex64  complex128
      float32    | float32    float32    float32    float32    float32    float32    float32    float32    float32    float64    complex64  complex128
      float64    | float64    float64    float64    float64    float64    float64    float64    float64    float64    float64    complex128 complex128
      complex64  | complex64  complex64  complex64  complex64  complex64  complex64  complex64  complex64  complex64  complex128 complex64  complex128
      complex128 | complex128 complex128 complex128 complex128 complex128 complex128 complex128 complex128 complex128 complex128 complex128 complex128
      """;

  @Test
  void twoTypesArePromotedAsInPyTorch() {
    List<List<String>> table =
        PROMOTIONS.lines().map(line -> Arrays.asList(line.strip().split("[| ]+"))).toList();
    for (List<String> row : table) {
      for (int column = 0; column < table.size(); column++) {
        String other = table.get(column).getFirst();
        assertThat(named(row.getFirst()).promote(named(other)).text())
            .as("%s with %s", row.getFirst(), other)
            .isEqualTo(row.get(column + 1));
      }
    }
  }

  private static DType named(String text) {
    return Arrays.stream(DType.values())
        .filter(type -> type.text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingIsKnownOfWhatAnUnknownTypeGives() {
    for (DType type : DType.values()) {
      assertThat(type.promote(DType.UNKNOWN)).isEqualTo(DType.UNKNOWN);
      assertThat(DType.UNKNOWN.promote(type)).isEqualTo(DType.UNKNOWN);
    }
  }
}
