package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.report.JsonTree;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiagnoseCommandTest {

  private static final String NET =
      """
      import torch
      from torch import nn

      class Net(nn.Module):  # tensorvet: input (B, 3, 32, 32)
          def __init__(self):
              super().__init__()
              self.conv = nn.Conv2d(3, 8, 3)
              self.fc = nn.Linear(100, 10)

          def forward(self, x):
              x = torch.flatten(self.conv(x), 1)
              return self.fc(x)
      """;

  private static final String LOG =
      """
      epoch 0
      Traceback (most recent call last):
        File "/home/user/project/src/net.py", line 12, in forward
          return self.fc(x)
        File "/venv/lib/python3.12/site-packages/torch/nn/modules/linear.py", line 134, in forward
          return F.linear(input, self.weight, self.bias)
      RuntimeError: mat1 and mat2 shapes cannot be multiplied (4x7200 and 100x10)
      """;

  private final Shell shell;

  DiagnoseCommandTest(@TempDir Path folder) throws IOException {
    this.shell = Shell.in(folder).file("src/net.py", NET).file("train.log", LOG);
  }

  @Test
  void theCodeAtHandSaysMoreThanTheLog() {
    Shell.Run run = shell.run("diagnose", "train.log");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("error[linear-flattened-size]: RuntimeError: mat1 and mat2 shapes")
        .contains("--> src/net.py:12:9")
        .contains("12 |         return self.fc(x)")
        .contains("in `Net`, `fc` (Linear) gets (B, 7200) float32")
        .contains("`Net` fails here without being run")
        .contains("set `in_features=7200`")
        .endsWith("1 error in 7 lines\n");
  }

  @Test
  void withoutTheCodeTheLogIsToldAlone() throws IOException {
    shell.file("empty/nothing.txt", "");
    assertThat(shell.run("diagnose", "train.log", "--project", "empty").out())
        .contains("--> /home/user/project/src/net.py:12 in forward")
        .contains("12 | return self.fc(x)");
  }

  @Test
  void aLineOfAFileThatTheProjectDoesNotHaveIsNotSaidToHaveChanged() throws IOException {
    shell
        .file("other/main.py", "print(1)\n")
        .file(
            "other.log",
            """
            Traceback (most recent call last):
              File "/p/main.py", line 5, in <module>
                start(config)
              File "/p/lib/begin.py", line 9, in start
                raise BeginError("no")
            lib.begin.BeginError: no
            """);
    assertThat(shell.run("diagnose", "other.log", "--project", "other").out())
        .contains("--> /p/lib/begin.py:9 in start")
        .doesNotContain("changed");
  }

  @Test
  void aLineThatHasMovedIsFound() throws IOException {
    shell.file("src/net.py", "# a comment more\n\n" + NET);
    assertThat(shell.run("diagnose", "train.log").out())
        .contains("--> src/net.py:14:9")
        .contains("the line has moved since")
        .contains("gets (B, 7200) float32");
    shell.file("src/net.py", NET.replace("return self.fc(x)", "return self.head(x)"));
    assertThat(shell.run("diagnose", "train.log").out())
        .contains("this line is not in `src/net.py`: it has changed since");
  }

  @Test
  void aLossIsExplainedByWhatRulesFindInTheCode() throws IOException {
    shell.file("train.py", Project.MISSING_ZERO_GRAD);
    String losses = "loss: 2\nloss: 1.5\nloss: 0.9\nloss: 50\nloss: 7000\nloss: nan\n";
    assertThat(shell.reading(losses).run("diagnose", "-").out())
        .contains("error[loss-diverged]: `loss` rose from 0.9 to 7000 and became nan")
        .contains("the optimizer is made in train.py, line 4: `torch.optim.SGD(")
        .contains("lr=0.1")
        .contains("train.py:9:5 error[missing-zero-grad]");
  }

  private static final String CONFIGURED =
      """
      import argparse
      import torch
      import yaml

      parser = argparse.ArgumentParser()
      parser.add_argument("--batch-size", type=int, default=256)
      parser.add_argument("--data", required=True)
      args = parser.parse_args()
      config = yaml.safe_load(open("conf/base.yaml"))

      model = torch.nn.Linear(4, 2)
      optimizer = torch.optim.SGD(
          model.parameters(),
          lr=config["lr"],
      )
      for batch in load(
          args.data, args.batch_size
      ):
          loss = model(batch).sum()
          loss.backward()
      """;

  @Test
  void theValueOfASettingIsToldWhereALineReadsIt() throws IOException {
    shell.file("train.py", CONFIGURED).file("conf/base.yaml", "lr: 1e-3\nepochs: 3\n");
    String log =
        """
        Traceback (most recent call last):
          File "train.py", line 12, in <module>
            optimizer = torch.optim.SGD(
          File "/venv/lib/python3.12/site-packages/torch/optim/sgd.py", line 27, in __init__
            if lr < 0.0:
        TypeError: '<' not supported between instances of 'str' and 'float'
        """;
    assertThat(shell.reading(log).run("diagnose").out())
        .contains("`lr` is `1e-3` in conf/base.yaml, line 1")
        .doesNotContain("batch_size", "epochs");
    String other =
        """
        Traceback (most recent call last):
          File "train.py", line 16, in <module>
            for batch in load(
        ValueError: no
        """;
    assertThat(shell.reading(other).run("diagnose").out())
        .contains("`data` is what the command line says (train.py, line 7)")
        .contains(
            "`batch_size` is `256`, unless the command line says otherwise (train.py, line 6)");
  }

  @Test
  void whereMemoryRunsOutTheSizeOfTheBatchIsTold() throws IOException {
    shell.file("train.py", CONFIGURED);
    String log =
        """
        Traceback (most recent call last):
          File "train.py", line 20, in <module>
            loss.backward()
        torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB
        """;
    assertThat(shell.reading(log).run("diagnose").out())
        .contains("`batch_size` is `256`, unless the command line says otherwise");
  }

  @Test
  void aNotebookIsFoundByItsCode() throws IOException {
    shell.file(
        "play.ipynb",
        """
        {"cells": [{"cell_type": "code", "execution_count": 3, "metadata": {}, "outputs": [],
          "source": ["import torch\\n", "loss = step(batch)"]}],
         "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
        """);
    String log =
        """
        ValueError                                Traceback (most recent call last)
        Cell In[3], line 2
              1 import torch
        ----> 2 loss = step(batch)

        ValueError: no
        """;
    assertThat(shell.reading(log).run("diagnose").out())
        .contains("error[unknown]: ValueError: no")
        .contains("--> play.ipynb:cell 1:2:1");
  }

  @Test
  void json() {
    Shell.Run run = shell.run("diagnose", "train.log", "--output-format", "json");
    JsonTree diagnosis = JsonTree.parse(run.out()).list("diagnoses").getFirst();
    assertThat(diagnosis.text("exception")).isEqualTo("RuntimeError");
    assertThat(diagnosis.list("causes").getFirst().text("name")).isEqualTo("linear-flattened-size");
    assertThat(diagnosis.at("code").text("path")).isEqualTo("src/net.py");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void exitCodes() {
    assertThat(shell.reading("all is well\n").run("diagnose").code()).isZero();
    assertThat(shell.reading("").run("diagnose", "-").out())
        .isEqualTo("nothing is found in 0 lines\n");
    Shell.Run missing = shell.run("diagnose", "nowhere.log");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).isEqualTo("tensorvet: there is no file `nowhere.log`\n");
    assertThat(shell.run("diagnose", "train.log", "--project", "nowhere").code()).isEqualTo(2);
    assertThat(shell.run("diagnose", "--output-format", "jsn", "train.log").err())
        .contains("did you mean");
  }
}
