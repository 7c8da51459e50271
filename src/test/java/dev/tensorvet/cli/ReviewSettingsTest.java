package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.report.JsonTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a review says that settings are read. */
final class ReviewSettingsTest {

  private static final String PARSER = "import argparse\nparser = argparse.ArgumentParser()\n";

  /** Each setting with its value, and the lines that read it. */
  private static List<String> settings(Shell shell) {
    return JsonTree.parse(shell.run("review", "--output-format", "json").out())
        .list("settings")
        .stream()
        .map(
            setting ->
                setting.text("name")
                    + "="
                    + setting.text("value")
                    + setting.list("uses").stream()
                        .map(use -> " " + use.text("path") + ":" + use.number("line"))
                        .collect(Collectors.joining()))
        .toList();
  }

  @Test
  void whatTheCommandLineIsReadIntoMayHaveAnyName(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file("files.py", "def names(a):\n    return a.folder, a.depth()\n")
            .file(
                "train.py",
                """
                import argparse
                from files import names


                def main():
                    parser = argparse.ArgumentParser()
                    parser.add_argument("--folder")
                    parser.add_argument("--depth", default=50)
                    parser = parser.parse_args()
                    print(parser.depth, parser.depth + 1)
                    train(parser)


                def train(a):
                    print(a.depth)


                def other():
                    a, rest = argparse.ArgumentParser().parse_known_args()
                    print(names(a))
                """);
    assertThat(settings(shell))
        .containsExactly("folder=None files.py:2", "depth=50 train.py:10 train.py:15");
  }

  @Test
  void whatAProgramDoesNotCallDoesNotReadItsOptions(@TempDir Path folder) throws IOException {
    String program =
        PARSER
            + """
            from files import %s
            parser.add_argument("--folder")
            args = parser.parse_args()
            print(%s(args))
            """;
    Shell shell =
        Shell.in(folder)
            .file(
                "files.py",
                "def names(args):\n    return args.folder\n\n\ndef sizes(args):\n    return 1\n")
            .file("main.py", program.formatted("names", "names"))
            .file("play.py", program.formatted("sizes", "sizes"));
    assertThat(settings(shell)).containsExactly("folder=None files.py:2", "folder=None");
  }

  @Test
  void aProgramWithoutAGuardDoesNotReadTheOptionsOfAnother(@TempDir Path folder)
      throws IOException {
    String program =
        PARSER + "parser.add_argument('--seed')\nargs = parser.parse_args()\nprint(args.seed)\n";
    Shell shell =
        Shell.in(folder)
            .file("play.py", program)
            .file(
                "options.py",
                "def options(parser):\n    parser.add_argument('--seed')\n    return parser\n")
            .file(
                "train.py",
                PARSER
                    + """
                    from options import options
                    args = options(parser).parse_args()
                    print(args.seed)
                    """);
    assertThat(settings(shell)).containsExactly("seed=None train.py:5", "seed=None play.py:5");
  }

  @Test
  void aFieldIsReadOfWhatIsAnnotatedWithItsClass(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "configs.py",
                """
                from dataclasses import dataclass


                @dataclass
                class LoaderConfig:
                    workers: int = 4


                @dataclass
                class TrainConfig:
                    workers: int = 2
                    data: LoaderConfig = LoaderConfig()


                @dataclass
                class LongTrainConfig(TrainConfig):
                    epochs: int = 9
                """)
            .file(
                "train.py",
                PARSER
                    + """
                    from configs import LoaderConfig, LongTrainConfig, TrainConfig

                    parser.add_argument("--workers", default=8)


                    class Data:
                        def __init__(self, data_cfg: LoaderConfig):
                            self.data_cfg = data_cfg

                        def loader(self):
                            return self.data_cfg.workers


                    def train(cfg: LongTrainConfig):
                        print(cfg.data.workers)
                        print(cfg.workers, cfg.epochs)


                    args = parser.parse_args()
                    print(args.workers)
                    """);
    assertThat(settings(shell))
        .containsExactly(
            "workers=4 train.py:13 train.py:17",
            "workers=2 train.py:18",
            "data=LoaderConfig() train.py:17",
            "epochs=9 train.py:18",
            "workers=8 train.py:22");
  }

  @Test
  void theFieldsOfAClassGoToWhatItNames(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "configs.py",
                """
                class TrainerConf:
                    _target_: str = "pytorch_lightning.Trainer"
                    max_epochs: int = 3


                class Confusion:
                    size: int = 3
                """);
    assertThat(settings(shell)).containsExactly("max_epochs=3 configs.py:2");
  }

  @Test
  void whatAnOptimizerHoldsIsNoSetting(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "train.py",
                PARSER
                    + """
                    parser.add_argument("--lr", default=8)
                    args = vars(parser.parse_args())
                    print(args["lr"], optimizer.param_groups[0]["lr"])
                    print(optimizer.param_groups[0]["lr"], batch[0]["lr"])
                    print(args["train"]["lr"])
                    """);
    assertThat(settings(shell)).containsExactly("lr=8 train.py:5 train.py:7");
  }

  @Test
  void anOptionOfAProgramIsNoKeyOfAFile(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file("config.yaml", "workers: 4\n")
            .file("cluster/pod.yaml", "apiVersion: v1\nkind: Pod\nworkers: 5\n")
            .file(
                "prepare.py",
                PARSER
                    + """
                    parser.add_argument("--workers", default=8)
                    args = parser.parse_args()
                    print(args.workers)
                    """)
            .file("train.py", "def train(cfg):\n    return cfg.workers\n");
    assertThat(settings(shell)).containsExactly("workers=8 prepare.py:5", "workers=4 train.py:2");
  }

  @Test
  void whatIsReadFromAFileIsKeptUnderAnyName(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "config.json",
                "{\"rate\": 0.1, \"kernels\": [[1, 3], [1, 5]], \"unread\": 3, \"name\": \"x\"}")
            .file("models.py", "class Net:\n    def __init__(self, h):\n        h.kernels\n")
            .file(
                "train.py",
                """
                import json
                from env import AttrDict
                from models import Net

                with open("config.json") as file:
                    h = AttrDict(json.load(file))
                print(h.rate, Net(h))
                """);
    assertThat(settings(shell))
        .containsExactly("rate=0.1 train.py:7", "kernels=[[1, 3], [1, 5]] models.py:3");
  }

  @Test
  void whatTheCodeGivesToTheOptionsIsASetting(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file("main.py", PARSER + "args = parser.parse_args()\nargs.tied = True\nargs.tied\n");
    assertThat(settings(shell)).containsExactly("tied=True main.py:5");
  }

  @Test
  void whatALoopOrAFunctionChangesIsNoSetting(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "main.py",
                """
                size = 10
                best = 1e9
                steps = 0
                seen = 0


                def count():
                    global seen
                    seen = seen + 1


                if __name__ == "__main__":
                    for loss in [3.0, 2.0]:
                        steps += 1
                        if loss < best:
                            best = loss
                    print(size)
                """);
    assertThat(settings(shell)).containsExactly("size=10 main.py:17");
  }
}
