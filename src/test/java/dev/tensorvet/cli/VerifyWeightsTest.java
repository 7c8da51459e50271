package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify --weights}: models run with weights that were trained before. */
final class VerifyWeightsTest {

  private static final String NET =
      """
      import torch
      from torch import nn


      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.fc = nn.Linear(3, 2)
              self.norm = nn.BatchNorm1d(2)

          def forward(self, x):
              return torch.relu(self.fc(x))


      class Other(nn.Module):
          def __init__(self):
              super().__init__()
              self.fc = nn.Linear(3, 2)

          def forward(self, x):
              return self.fc(x)
      """;

  private static final String FC =
      """
      "__metadata__": {"format": "pt"},
      "fc.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
      "fc.bias": {"dtype": "%s", "shape": [2], "data_offsets": [24, %d]}
      """;

  private final Path folder;
  private final Shell shell;

  VerifyWeightsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.shell =
        Shell.in(folder)
            .with("DJL_CACHE_DIR", Path.of("target", "libtorch").toAbsolutePath().toString())
            .file("net.py", NET);
  }

  /** Weights of zero, and biases as they are given. */
  private void save(String header, byte[] biases) throws IOException {
    byte[] text = ("{" + header + "}").getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(8 + text.length + 24 + biases.length).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(text.length).put(text).position(8 + text.length + 24);
    all.put(biases);
    Files.write(folder.resolve("net.safetensors"), all.array());
  }

  private static byte[] floats(float... values) {
    ByteBuffer all = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      all.putFloat(value);
    }
    return all.array();
  }

  private Shell.Run verify(String model) {
    return shell.run(
        "verify",
        "--model",
        "net.py:" + model,
        "--weights",
        "net.safetensors",
        "--output-format",
        "json");
  }

  @Test
  void aModelRunsWithTheWeightsOfTheFile() throws IOException {
    save(FC.formatted("F32", 32), floats(2.5f, -1.25f));
    Shell.Run run = verify("Other");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("\"min\":-1.25,\"max\":2.5");
  }

  @Test
  void halvesAreWhatTheyAreAsFloats() throws IOException {
    // In bfloat16, the upper half of a float.
    save(FC.formatted("BF16", 28), new byte[] {0x20, 0x40, (byte) 0xa0, (byte) 0xbf});
    assertThat(verify("Other").out()).contains("\"min\":-1.25,\"max\":2.5");
    save(FC.formatted("F16", 28), new byte[] {0x00, 0x41, 0x00, (byte) 0xbd});
    assertThat(verify("Other").out()).contains("\"min\":-1.25,\"max\":2.5");
  }

  @Test
  void weightsOfAnotherModelAreRefused() throws IOException {
    save(FC.formatted("F32", 32), floats(0, 0));
    assertUsage(
        verify("Net"),
        "`net.safetensors` does not hold the weights of `Net()`: `norm.bias`, `norm.weight` are"
            + " missing");
    save(
        """
        "fc.weight": {"dtype": "F32", "shape": [3, 2], "data_offsets": [0, 24]},
        "fc.bias": {"dtype": "F32", "shape": [2], "data_offsets": [24, 32]},
        "head.bias": {"dtype": "F32", "shape": [2], "data_offsets": [24, 32]}
        """,
        floats(0, 0));
    assertUsage(
        verify("Other"),
        "the model has no `head.bias`; `fc.weight` is [3, 2] in the file and (2, 3) in the model");
  }

  @Test
  void whatHoldsNoWeightsIsRefused() throws IOException {
    Files.writeString(folder.resolve("net.safetensors"), "what a pity, this is text");
    assertUsage(verify("Other"), "it is no safetensors file");
    save(FC.formatted("F32", 40), floats(0, 0));
    assertUsage(verify("Other"), "it ends before its tensors do");
    save(FC.formatted("F32", 28), floats(0, 0));
    assertUsage(verify("Other"), "`fc.bias` has 4 bytes, which is not enough or too much");
    save(FC.formatted("F8_E4M3", 32), floats(0, 0));
    assertUsage(verify("Other"), "the type `F8_E4M3` of `fc.bias` is not known");
    save("fc", floats());
    assertUsage(verify("Other"), "its header is no JSON");
    Files.delete(folder.resolve("net.safetensors"));
    assertUsage(verify("Other"), "there is no file `net.safetensors`");
  }

  @Test
  void oneFileIsForOneModel() {
    assertUsage(
        shell.run("verify", "net.py", "--weights", "net.safetensors"),
        "`--weights` are those of one model, and there are 2");
  }

  private static void assertUsage(Shell.Run run, String message) {
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(2);
  }
}
