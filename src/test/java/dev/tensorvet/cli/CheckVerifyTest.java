package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.report.JsonTree;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --verify}: what running the models says of what was found about them. */
final class CheckVerifyTest {

  private static final String RULES =
      "shape-mismatch,batch-norm-single-value,squeeze-drops-batch,flatten-merges-batch,"
          + "single-logit-softmax,rnn-batch-first-confusion";

  private static final String NETS =
      """
      import torch
      from torch import nn


      class Wide(nn.Module):
          def __init__(self):
              super().__init__()
              self.first = nn.Linear(20, 64)
              self.second = nn.Linear(65, 5)

          def forward(self, x):
              return self.second(torch.relu(self.first(x)))


      class Squeezed(nn.Module):
          def __init__(self):
              super().__init__()
              self.head = nn.Linear(20, 1)

          def forward(self, x):
              return self.head(x).squeeze()


      class Sure(nn.Module):
          def __init__(self):
              super().__init__()
              self.head = nn.Linear(20, 1)

          def forward(self, x):
              return torch.softmax(self.head(x), dim=1)


      class Pooled(nn.Module):
          def __init__(self):
              super().__init__()
              self.conv = nn.Conv2d(3, 8, 3)
              self.pool = nn.AdaptiveAvgPool2d(1)
              self.norm = nn.BatchNorm2d(8)

          def forward(self, x):
              return self.norm(self.pool(self.conv(x)))


      class Last(nn.Module):
          def __init__(self):
              super().__init__()
              self.rnn = nn.LSTM(20, 8, batch_first=True)

          def forward(self, x):
              out, _ = self.rnn(x)
              return out[-1]
      """;

  private final Shell shell;

  CheckVerifyTest(@TempDir Path folder) throws IOException {
    shell =
        Shell.in(folder)
            .with("DJL_CACHE_DIR", Path.of("target", "libtorch").toAbsolutePath().toString())
            .file("nets.py", NETS);
  }

  private Shell.Run check(String format) {
    return shell.run(
        "check", "--verify", "--no-cache", "--select", RULES, "--output-format", format, "nets.py");
  }

  @Test
  void aFindingIsConfirmedWithWhatLibtorchSaysOrWithWhatWasSeen() {
    Shell.Run run = check("concise");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "(confirmed on the CPU: mat1 and mat2 shapes cannot be multiplied (4x64 and 65x5))",
            "(confirmed on the CPU: a batch of 4 gives `(4,) float32`, a batch of 1 gives"
                + " `() float32`)",
            "(confirmed on the CPU: its values go from 1.0 to 1.0)",
            "(confirmed on the CPU: Expected more than 1 value per channel when training)",
            "rnn-batch-first-confusion] `out[-1]` is the last sample",
            "(not verified: what is meant, no run can tell)");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void programsReadTheVerdictByItself() {
    assertThat(check("json").out())
        .contains(
            """
                  "verdict": {
                    "state": "confirmed",
                    "evidence": "mat1 and mat2 shapes cannot be multiplied (4x64 and 65x5)",
                    "device": "CPU"
                  }
            """
                .stripTrailing(),
            "cannot run: mat1 and mat2 shapes cannot be multiplied (B x 64 and 65 x 5)\"",
            "\"state\": \"not-verified\"");
    assertThat(check("sarif").out())
        .contains("\"properties\": {\n            \"verdict\": {\n")
        .contains("(confirmed on the CPU: mat1 and mat2");
  }

  @Test
  void aReviewShowsWhatTheRunsSay() throws IOException {
    shell.file("tensorvet.toml", "select = ['shape-mismatch']\n");
    Shell.Run run = shell.run("review", "--verify", "--output-format", "json", "nets.py");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(
            JsonTree.parse(run.out()).list("findings").stream()
                .filter(finding -> finding.text("rule").equals("shape-mismatch"))
                .map(finding -> finding.text("verdict/state")))
        .containsExactly("confirmed");
    assertThat(shell.run("review", "--verify", "nets.py").out())
        .contains("verdict: confirmed on the CPU: mat1 and mat2 shapes cannot be multiplied");
    assertThat(shell.run("review", "nets.py").out()).doesNotContain("verdict:");
  }

  @Test
  void withoutIt_noVerdictIsGiven() {
    Shell.Run run =
        shell.run("check", "--no-cache", "--select", RULES, "--output-format", "json", "nets.py");
    assertThat(run.out()).contains("shape-mismatch").doesNotContain("verdict");
  }

  @Test
  void fixesAreNotForIt() {
    Shell.Run run = shell.run("check", "--verify", "--fix", "nets.py");
    assertThat(run.err()).contains("--verify runs the models as they are");
    assertThat(run.code()).isEqualTo(2);
  }
}
