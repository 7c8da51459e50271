package dev.tensorvet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.tensor.TensorType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A TorchScript file is run as it is. */
final class ScriptFileTest {

  private static final Libtorch TORCH = Runs.libtorch();

  @AfterAll
  static void stop() {
    TORCH.close();
  }

  private static ModelReport run(String body, TensorType... inputs) {
    String code =
        """
        class M(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def forward(self: __torch__.M, %s
        """
            .formatted(body);
    byte[] bytes = Archive.of(code, new SourceMap(), List.of());
    return ScriptFile.run("net.pt", ByteBuffer.wrap(bytes), List.of(inputs), TORCH);
  }

  private static List<String> told(ModelReport report) {
    return report.checks().stream()
        .map(check -> check.kind().text() + " " + check.state().text() + ": " + check.detail())
        .toList();
  }

  @Test
  void whatItGivesIsTold() {
    ModelReport report =
        run(
            """
            x: Tensor, i: Tensor) -> Tuple[Tensor, Tensor]:
                return (torch.sub(torch.mul(x, 0.), 3.), torch.squeeze(i, 1))
            """,
            Runs.floats(5, 7),
            Runs.integers(1));
    assertThat(report.failure()).isEmpty();
    assertThat(report.sizes()).containsEntry("B", 4L);
    assertThat(told(report))
        .containsExactly(
            "runs ok: it gives `(4, 5, 7)`, `(4,)`",
            "values ok: all are finite, the largest is 3.0");
  }

  @Test
  void whatIsNotFiniteIsAFailure() {
    ModelReport report =
        run("x: Tensor) -> Tensor:\n    return torch.log(torch.mul(x, 0.))\n", Runs.floats(5));
    assertThat(told(report)).contains("values failed: not all that it gives is finite");
  }

  @Test
  void itFailsWithTheWordsOfLibtorch() {
    ModelReport report =
        run("x: Tensor) -> Tensor:\n    return torch.matmul(x, x)\n", Runs.floats(5));
    assertThat(told(report))
        .containsExactly("runs failed: mat1 and mat2 shapes cannot be multiplied (4x5 and 4x5)");
    ModelReport none =
        ScriptFile.run(
            "net.pt",
            ByteBuffer.wrap("PK, but no archive".getBytes(StandardCharsets.UTF_8)),
            List.of(Runs.floats(5)),
            TORCH);
    assertThat(none.failure().orElseThrow().kind()).isEqualTo(ModelReport.Failure.Kind.NOT_LOADED);
  }
}
