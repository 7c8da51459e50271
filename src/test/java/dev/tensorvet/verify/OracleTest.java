package dev.tensorvet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.graph.GraphText;
import dev.tensorvet.graph.Value;
import dev.tensorvet.ops.OpCase;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.verify.GraphBuilder.Typed;
import dev.tensorvet.verify.Oracle.Verdict;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Request;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
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
          Map.entry("einops_rearrange((B, 10) float32, \"b c -> ... b c\"", "einops refuses it"),
          Map.entry("einops_rearrange((B, 10) float32, \"b c -> c b\", d=3", "einops refuses it"),
          Map.entry(
              "instance_norm((B, 3, 1, 1) float32, use_input_stats=False)", "never so called"),
          Map.entry("conv2d((B, 3, 9, 9) float16", "types that do not fit are not judged"),
          Map.entry("interpolate((B, 3, H, W) float32, scale_factor=0.3)", "too small an image"),
          Map.entry("interpolate((B, 3, H, W) float32, 4, align_corners=True)", "Python refuses"),
          Map.entry("gru((B, T, 10) float32, (layers, B, 20)", "the layers are one"),
          Map.entry("rnn_tanh((N, 10) float32", "sizes of packed batches must fit"),
          Map.entry(
              "embedding_bag((B, T) int64, (1000, 64) float32, (B,) int64)", "Python refuses"));

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

  @TestFactory
  Stream<DynamicTest> graphsThatAreDrawnAreRight() {
    Oracle oracle = new Oracle(TORCH, Recipe.Hardware.CPU);
    return LongStream.range(0, Long.getLong("tensorvet.graphs", 300))
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "graph " + seed,
                    () -> {
                      RandomGraph drawn = RandomGraph.of(seed);
                      assertThat(
                              oracle.judge(
                                  drawn.graph(),
                                  Map.of("B", Dim.of(4 + seed % 3)),
                                  !drawn.refused().isEmpty()))
                          .as(GraphText.of(drawn.graph()) + drawn.refused())
                          .isInstanceOf(Verdict.Same.class);
                    }));
  }

  /** Whatever it is given: a call that libtorch has under no name is not said at all. */
  @Test
  void eachOperationIsOneOfLibtorch() {
    for (String op : Ops.all().names()) {
      GraphBuilder net = new GraphBuilder("Net");
      Value x = net.input("x", 2, 3, 4);
      Typed unknown = new Typed(List.of(TensorType.unknown()));
      Emission emission =
          Emitter.emit(
              net.gives(net.op(op, unknown, "input", x)),
              new Recipe(Map.of(), Recipe.Hardware.CPU));
      if (emission instanceof Emission.Emitted emitted
          && TORCH.ask(new Request.Load(emitted.program().archive()))
              instanceof Answer.Failed failed) {
        assertThat(failed.message()).as(op).doesNotContain("Unknown builtin op");
      }
    }
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
