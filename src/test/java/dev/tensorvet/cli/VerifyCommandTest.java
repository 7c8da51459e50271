package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {

  private static final String NET =
      """
      import torch
      from torch import nn


      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.fc = nn.Linear(8, 4)
              self.unused = nn.Linear(8, 4)

          def forward(self, x):
              return self.fc(x)


      class Fine(nn.Module):
          def __init__(self):
              super().__init__()
              self.fc = nn.Linear(8, 4)

          def forward(self, x):
              return self.fc(x)
      """;

  private final Shell shell;

  VerifyCommandTest(@TempDir Path folder) throws IOException {
    shell =
        Shell.in(folder)
            .with("DJL_CACHE_DIR", Path.of("target", "libtorch").toAbsolutePath().toString())
            .file("net.py", NET);
  }

  @Test
  void eachModelHasItsChecklistAndItsFindings() {
    Shell.Run run = shell.run("verify", "net.py");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "net.py:5:1: Net()",
            "  ok       runs: with `B = 4`",
            "net.py:9:23: warning[verify-gradient-none]",
            "Ran 2 of 2 models on the CPU with libtorch 2.3.1: 1 finding.");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void oneModelCanBeChosenAndItsInputGiven() {
    Shell.Run run =
        shell.run(
            "verify", "--model", "net.py:Fine", "--input", "(B, 8)", "--overfit", "--profile");
    assertThat(run.out()).contains("Fine()", "overfits one batch", "time and memory");
    assertThat(run.out()).doesNotContain("Net()");
    assertThat(run.code()).isZero();
  }

  @Test
  void forProgramsThereIsJson() {
    Shell.Run run =
        shell.run("verify", "--model", "net.py:Net", "--output-format", "json", "--device", "cpu");
    assertThat(run.out())
        .startsWith("{\"libtorch\":\"2.3.1\",\"device\":\"CPU\",\"models\":[{\"model\":\"Net()\"")
        .contains(
            "{\"parameter\":\"unused.weight\",\"state\":\"none\",\"norm\":0.0}",
            "\"predicted\":\"(4, 4) float32\",\"actual\":\"(4, 4) float32\"",
            "\"rule\":\"verify-gradient-none\"");
  }

  @Test
  void widthsThatNobodyGivesAreSuchThatTheLayersFit() throws IOException {
    shell.file(
        "block.py",
        """
        from torch import nn


        class Narrowing(nn.Module):
            def __init__(self, entering, width):
                super().__init__()
                self.reduce = nn.Conv2d(entering, width, 1)
                self.expand = nn.Conv2d(width, width * 4, 1)

            def forward(self, x):
                return self.expand(self.reduce(x).relu()) + x
        """);
    Shell.Run run = shell.run("verify", "block.py");
    assertThat(run.out()).contains("Ran 1 of 1 model on the CPU");
    assertThat(run.code()).isZero();
  }

  @Test
  void argumentsThatAFloatIsComputedFromGetNumbers() throws IOException {
    shell.file(
        "attention.py",
        """
        import math

        from torch import nn


        class Attention(nn.Module):
            def __init__(self, config):
                super().__init__()
                self.n_head = config.n_head
                self.keys = nn.Linear(config.n_embd, config.n_embd)

            def forward(self, x):
                b, t, c = x.size()
                k = self.keys(x).view(b, t, self.n_head, c // self.n_head).transpose(1, 2)
                return k @ k.transpose(-2, -1) * (1.0 / math.sqrt(k.size(-1)))
        """);
    Shell.Run run = shell.run("verify", "attention.py");
    assertThat(run.out()).contains("Ran 1 of 1 model on the CPU");
    assertThat(run.code()).isZero();
  }

  @Test
  void thatAShapeWhichWasChosenDoesNotFitProvesNothing() throws IOException {
    shell.file(
        "policy.py",
        """
        from torch import nn


        class Policy(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(4, 2)

            def forward(self, x):
                return self.fc(x).softmax(dim=2)
        """);
    Shell.Run run = shell.run("verify", "policy.py");
    assertThat(run.out())
        .contains("skipped  runs: no sizes of its inputs were found with which it runs");
    assertThat(run.code()).isZero();
  }

  @Test
  void whatNumbersThatNobodyGivesLeadToProvesNothing() throws IOException {
    shell.file(
        "norm.py",
        """
        import torch
        from torch import nn


        class Norm(nn.Module):
            def __init__(self, features):
                super().__init__()
                self.fc = nn.Linear(features, features)
                self.scale = features ** -0.5

            def forward(self, x):
                return torch.sqrt(-self.fc(x) ** 2 - 1) * self.scale
        """);
    Shell.Run run = shell.run("verify", "norm.py");
    assertThat(run.out()).contains("gives NaN", "0 findings");
  }

  @Test
  void whatMeansNothingIsToldBeforeAnythingRuns() {
    assertUsage("`--model` is given as `FILE:CLASS`, not `Net`", "verify", "--model", "Net");
    assertUsage("there is no model `net.py:Nobody`", "verify", "--model", "net.py:Nobody");
    assertUsage(
        "at character 8: there is no type `float31`",
        "verify",
        "net.py",
        "--input",
        "(B, 8) float31");
    assertUsage("--input `(B, -3)`, at character 5: ", "verify", "net.py", "--input", "(B, -3)");
  }

  @Test
  void aGpuThatIsNotThereIsAnError() {
    Shell.Run run = shell.run("verify", "net.py", "--device", "gpu");
    // On a machine that has one, it is used.
    assertThat(run.code() == 2 && run.err().contains("finds no GPU"))
        .isEqualTo(!run.out().contains("on the GPU"));
  }

  private void assertUsage(String message, String... arguments) {
    Shell.Run run = shell.run(arguments);
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(2);
  }
}
