package dev.tensorvet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.ops.OpCase;
import dev.tensorvet.verify.Oracle.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the tables of operations say is what libtorch does. */
final class OracleTest {

  private static final Libtorch TORCH = Runs.libtorch();

  /** Calls on which the two differ by intention, with the reason. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry(
              "scaled_dot_product_attention(", "libtorch reads past the end of a shorter key"),
          Map.entry("einops_", "einops refuses what its operations would allow"),
          Map.entry(
              "instance_norm((B, 3, 1, 1) float32, use_input_stats=False)", "never so called"),
          Map.entry("conv2d((B, 3, 9, 9) float16", "types that do not fit are not judged"),
          Map.entry("interpolate((B, 3, H, W) float32, scale_factor=0.3)", "too small an image"),
          Map.entry("interpolate((B, 3, H, W) float32, 4, align_corners=True)", "Python refuses"),
          Map.entry("gru((B, T, 10) float32, (layers, B, 20)", "the layers are one"),
          Map.entry("rnn_tanh((N, 10) float32", "sizes of packed batches must fit"),
          Map.entry("rnn_tanh_cell((10,)", "what has no batch is given one in Python"),
          Map.entry("embedding_bag", "it is not said yet"),
          Map.entry("atleast_1d(", "it is not said yet"),
          Map.entry("view((B, 4) float32, ", "it is not said yet"));

  /** So many lines must be run at least, of those that have sizes to run with. */
  private static final double SHARE = 0.7;

  private static final List<OpCase> CASES = OpCase.all();

  @AfterAll
  static void stop() {
    TORCH.close();
  }

  private static boolean isKnown(OpCase op) {
    return KNOWN.keySet().stream().anyMatch(op.call()::startsWith);
  }

  @TestFactory
  Stream<DynamicTest> theTablesAreRight() {
    Oracle oracle = new Oracle(TORCH, Recipe.Hardware.CPU);
    return CASES.stream()
        .filter(op -> !isKnown(op))
        .map(
            op ->
                DynamicTest.dynamicTest(
                    op.call(),
                    () ->
                        assertThat(oracle.judge(op))
                            .as(op.call() + " -> " + op.result())
                            .isNotInstanceOf(Verdict.Different.class)));
  }

  @Test
  void mostLinesAreRun() {
    Oracle oracle = new Oracle(TORCH, Recipe.Hardware.CPU);
    long ran =
        CASES.stream()
            .filter(op -> !isKnown(op))
            .filter(op -> oracle.judge(op) instanceof Verdict.Same)
            .count();
    assertThat((double) ran / CASES.size()).isGreaterThan(SHARE);
  }
}
