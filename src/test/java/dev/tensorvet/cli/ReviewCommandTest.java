package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.report.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReviewCommandTest {

  private static final Path PROJECTS = Path.of("testdata", "review");

  private static String review(String project, String... more) {
    List<String> arguments = new ArrayList<>(List.of("review"));
    arguments.addAll(List.of(more));
    Shell.Run run = Shell.in(PROJECTS.resolve(project)).run(arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return run.out();
  }

  private static JsonTree json(String project) {
    return JsonTree.parse(review(project, "--output-format", "json"));
  }

  private static Document page(String html) {
    Parser parser = Parser.htmlParser().setTrackErrors(50);
    Document page = Jsoup.parse(html, "", parser);
    assertThat(parser.getErrors()).isEmpty();
    return page;
  }

  // --- what is told

  @ParameterizedTest
  @CsvSource({
    "pipeline, json, pipeline.json",
    "pipeline, markdown, pipeline.md",
    "lightning, json, lightning.json"
  })
  void aProjectIsToldAsBefore(String project, String format, String golden) throws IOException {
    String told = review(project, "--output-format", format);
    Path file = PROJECTS.resolve(golden);
    if (Boolean.getBoolean("tensorvet.bless")) {
      Files.writeString(file, told);
    }
    assertThat(told).isEqualTo(Files.readString(file));
  }

  @Test
  void eachFileHasItsRole() {
    assertThat(
            json("pipeline").list("files").stream()
                .map(file -> file.text("path") + ": " + file.text("roles/0")))
        .containsExactly(
            "config/base.yaml: config",
            "data.py: data",
            "model.py: model",
            "tests/test_model.py: test",
            "train.py: training");
  }

  @Test
  void aRepositoryThatLiesElsewhereIsToldAsFromWithin(@TempDir Path folder) throws IOException {
    Shell shell = Shell.in(folder).file("net/train.py", "print(1)\n").file("other/note.txt", "");
    String format = "--output-format=json";
    JsonTree elsewhere = JsonTree.parse(shell.at("other").run("review", "../net", format).out());
    JsonTree below = JsonTree.parse(shell.run("review", "net", format).out());
    assertThat(elsewhere.text("entryPoints/0/command")).isEqualTo("python train.py");
    assertThat(below.text("entryPoints/0/command")).isEqualTo("python net/train.py");
  }

  @Test
  void aFileSaysWhatItIsAfterWhoseItIs(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "a.py", "'''\nNets\nCopyright (c) 2020 Some Ltd.\n\nBuilds them. And more.\n'''\n")
            .file("b.py", "'''Licensed under the MIT license.'''\n\n\ndef build():\n    pass\n");
    assertThat(page(shell.run("review").out()).select("#overview tr td:last-child").eachText())
        .containsExactly("Builds them.", "build");
  }

  @Test
  void theProgramIsRunAsItsCommandLineAsks() {
    assertThat(json("pipeline").list("entryPoints").stream().map(entry -> entry.text("command")))
        .containsExactly("python train.py --config CONFIG");
  }

  /** How each program is started, and where the repository itself does so. */
  private static List<String> starts(Shell shell) {
    JsonTree told = JsonTree.parse(shell.run("review", "--output-format", "json").out());
    return told.list("entryPoints").stream()
        .map(
            entry ->
                entry.text("command")
                    + entry.list("starts").stream()
                        .map(start -> " | " + start.text("path") + " " + start.text("command"))
                        .collect(Collectors.joining()))
        .toList();
  }

  @Test
  void commandsThatAPackageInstallsAreEntryPoints(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "setup.py",
                """
                from setuptools import setup

                setup(
                    name="nets",
                    entry_points={
                        "console_scripts": ["nets-train = nets.train:main"],
                        "other.group": ["nets-hidden = nets.train:main"],
                    },
                )
                """)
            .file(
                "setup.cfg",
                """
                [options.entry_points]
                console_scripts =
                    nets-test = nets.score:main
                other =
                    nets-plugin = nets.score:main
                """)
            .file("pyproject.toml", "[project.scripts]\nnets-show = 'nets.score:show'\n")
            .file("nets/__init__.py", "")
            .file("nets/score.py", "def main():\n    pass\n\n\ndef show():\n    pass\n")
            .file(
                "nets/train.py",
                """
                import argparse


                def main():
                    parser = argparse.ArgumentParser()
                    parser.add_argument("data")
                    parser.add_argument("rest", nargs=argparse.REMAINDER)
                    return parser.parse_args()
                """);
    assertThat(starts(shell))
        .containsExactly(
            "nets-train DATA | setup.py nets-train = nets.train:main",
            "nets-show | pyproject.toml nets-show = nets.score:show",
            "nets-test | setup.cfg nets-test = nets.score:main");
  }

  @Test
  void whatScriptsAndManualsStartIsAnEntryPoint(@TempDir Path folder) throws IOException {
    String plain = "import helpers\n\nhelpers.run()\n";
    Shell shell =
        Shell.in(folder)
            .file("helpers.py", "def run():\n    pass\n")
            .file("train.py", plain)
            .file("tools/score.py", plain)
            .file("tools/deep/sweep.py", plain)
            .file("pkg/__init__.py", "")
            .file("pkg/fit.py", plain)
            .file("never.py", "import helpers\n\nvalue = helpers.run()\n")
            .file("measure.py", "if __name__ == '__main__':\n    print(1)\n")
            .file(
                "scripts/all.sh",
                """
                #!/bin/bash
                # python never.py
                export SEED=1
                CUDA_VISIBLE_DEVICES=0,1 torchrun --nproc_per_node 2 train.py \\
                    --epochs 3 --name "two words" > log.txt 2>&1
                cd tools && python -u score.py --x 'a # b'; echo python never.py
                accelerate launch --config_file a.yaml -m pkg.fit --fast
                $PYTHON "$ROOT"/tools/deep/sweep.py &
                ${QUEUE} --gpu 1 "$OUT"/log.txt SIZE=3 measure.py --all
                chmod +x measure.py never.py
                """)
            .file(
                "README.md",
                """
                Don't `python never.py`. It's run so:
                ```bash
                $ python train.py --it's  \\ \s
                  --all
                ```
                ```python
                python never.py
                ```
                python never.py

                2. `python pkg/fit.py --slow`
                """);
    assertThat(starts(shell))
        .containsExactly(
            "python measure.py"
                + " | scripts/all.sh ${QUEUE} --gpu 1 \"$OUT\"/log.txt SIZE=3 measure.py --all",
            "python pkg/fit.py"
                + " | README.md python pkg/fit.py --slow"
                + " | scripts/all.sh accelerate launch --config_file a.yaml -m pkg.fit --fast",
            "python tools/deep/sweep.py | scripts/all.sh $PYTHON \"$ROOT\"/tools/deep/sweep.py",
            "python tools/score.py | scripts/all.sh python -u score.py --x 'a # b'",
            "python train.py"
                + " | README.md python train.py --it's --all"
                + " | scripts/all.sh CUDA_VISIBLE_DEVICES=0,1 torchrun --nproc_per_node 2 train.py"
                + " --epochs 3 --name \"two words\" > log.txt 2>&1");
  }

  @Test
  void aScriptThatNothingNamesIsToldByWhatItDoes(@TempDir Path folder) throws IOException {
    String acts =
        """
        import os

        text = open("input.txt").read()
        print(len(text))
        for name in os.listdir("."):
            print(name)
        print("done")
        """;
    Shell shell =
        Shell.in(folder)
            .file("data/prepare.py", acts)
            .file("used.py", acts)
            .file("given.py", acts)
            .file("user.py", "import used\nexec(open('given.py').read())\n");
    assertThat(starts(shell)).containsExactly("python data/prepare.py", "python user.py");
  }

  @Test
  void aProgramOfSeveralCommandsIsRunWithOneOfThem(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "tool.py",
                """
                import argparse

                if __name__ == "__main__":
                    parser = argparse.ArgumentParser()
                    commands = parser.add_subparsers()
                    show = commands.add_parser("show")
                    show.add_argument("model")
                    dump = commands.add_parser("dump")
                    dump.add_argument("--to", required=True)
                    parser.parse_args()
                """);
    assertThat(starts(shell)).containsExactly("python tool.py {show,dump} …");
  }

  @Test
  void theLoopIsToldInItsOrder() {
    Document page = page(review("pipeline"));
    assertThat(page.select("#programs ol.course .act > span:first-child").eachText())
        .containsExactly(
            "switch to training",
            "take a batch",
            "run the model",
            "compute the loss",
            "clear the gradients",
            "backward pass",
            "clip the gradients",
            "optimizer step",
            "scheduler step",
            "switch to evaluation",
            "take a batch",
            "run the model without gradients",
            "save");
    assertThat(page.select("#programs ol.way li.no b").eachText()).isEmpty();
  }

  /** What the one program does, with what it does it, in order. */
  private static List<String> told(Shell.Run run) {
    return page(run.out()).select("#programs ol.course .act").stream()
        .map(act -> act.select("> span:first-child, > code:first-of-type").eachText())
        .map(words -> String.join(" ", words))
        .toList();
  }

  @Test
  void modelsAndOptimizersThatAreKeptByNameAreToldLikeAllOthers(@TempDir Path folder)
      throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "solver.py",
                """
                import torch
                import torch.nn as nn
                import torch.nn.functional as F
                from munch import Munch


                class Generator(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.layer = nn.Linear(4, 4)

                    def forward(self, z):
                        return self.layer(z)


                class Judge(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.layer = nn.Linear(4, 1)

                    def forward(self, x):
                        return self.layer(x)


                def build():
                    return Munch(generator=Generator(), judge=nn.DataParallel(Judge()))


                class Fetcher:
                    def __init__(self, loader):
                        self.loader = loader

                    def __next__(self):
                        try:
                            batch = next(self.turn)
                        except (AttributeError, StopIteration):
                            self.turn = iter(self.loader)
                            batch = next(self.turn)
                        return batch


                def judged(nets, x):
                    return F.softplus(nets.judge(x)).mean()


                class Solver:
                    def __init__(self):
                        self.nets = build()
                        self.optims = {}
                        self.optims["generator"] = torch.optim.Adam(self.nets.generator.parameters())
                        self.optims["judge"] = torch.optim.SGD(self.nets["judge"].parameters(), lr=0.1)
                        self.schedules = [
                            torch.optim.lr_scheduler.StepLR(o, 3) for o in self.optims.values()
                        ]
                        self.rates = {
                            "judge": torch.optim.lr_scheduler.StepLR(self.optims["judge"], 3)
                        }

                    def train(self, loader):
                        fetcher = Fetcher(loader)
                        for name, net in self.nets.items():
                            net.train()
                        for step in range(100):
                            real = next(fetcher)
                            for optim in self.optims.values():
                                optim.zero_grad()
                            loss = judged(self.nets, real)
                            loss.backward()
                            self.optims["judge"].step()
                            loss = judged(self.nets, self.nets.generator(real))
                            loss.backward()
                            self.optims.get("generator").step()
                            for rate in self.rates.values():
                                rate.step()


                if __name__ == "__main__":
                    data = torch.utils.data.TensorDataset(torch.randn(8, 4))
                    Solver().train(torch.utils.data.DataLoader(data, batch_size=2))
                """);
    assertThat(told(shell.run("review")))
        .containsExactly(
            "switch to training net",
            "take a batch",
            "clear the gradients optim",
            "run the model nets.judge",
            "compute the loss F.softplus",
            "backward pass",
            "optimizer step self.optims[\"judge\"]",
            "run the model self.nets.generator",
            "run the model nets.judge",
            "compute the loss F.softplus",
            "backward pass",
            "optimizer step self.optims",
            "scheduler step rate");
  }

  @Test
  void aLossIsToldWhereItIsComputedAndWeightsThatAreTakenOverAsSuch(@TempDir Path folder)
      throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "q.py",
                Project.NET
                    + """
                    net, target = Net(), Net()
                    target.load_state_dict(net.state_dict())
                    optimizer = torch.optim.Adam(net.parameters())
                    for step in range(100):
                        x = torch.randn(2, 4)
                        with torch.no_grad():
                            wanted = target(x)
                        loss = F.mse_loss(net(x), wanted)
                        optimizer.zero_grad()
                        loss.backward()
                        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                        optimizer.step()
                    net.load_state_dict(torch.load("best.pt"))
                    """);
    assertThat(told(shell.run("review")))
        .containsExactly(
            "take over the state of another target",
            "run the model without gradients target",
            "run the model net",
            "compute the loss F.mse_loss",
            "clear the gradients optimizer",
            "backward pass",
            "clip the gradients torch.nn.utils.clip_grad_norm_",
            "optimizer step optimizer",
            "load a saved state net");
  }

  @Test
  void aRateThatIsSetByHandIsASchedule(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "train.py",
                Project.NET
                    + """
                    def adjust(optimizer, step):
                        for group in optimizer.param_groups:
                            group["lr"] = 0.1 * 0.5 ** step

                    net = Net()
                    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                    for step in range(100):
                        adjust(optimizer, step)
                        optimizer.zero_grad()
                        F.mse_loss(net(torch.randn(2, 4)), torch.zeros(2, 4)).backward()
                        optimizer.step()
                    """);
    assertThat(told(shell.run("review")))
        .containsExactly(
            "set the learning rate",
            "clear the gradients optimizer",
            "run the model net",
            "compute the loss F.mse_loss",
            "backward pass",
            "optimizer step optimizer");
    assertThat(shell.run("review", "--output-format", "markdown").out())
        .contains("schedule `group[\"lr\"] = 0.1 * 0.5 ** step` (`train.py:");
  }

  @Test
  void whatMayNotBeThereIsAModelAndALossOfTheProjectIsALoss(@TempDir Path folder)
      throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "train.py",
                Project.NET
                    + """
                    class Criterion(torch.nn.Module):
                        def forward(self, given, wanted):
                            return F.l1_loss(given, wanted) + F.mse_loss(given, wanted)

                    def build(name, size):
                        if name not in ("small", "large"):
                            return
                        if size != 300:
                            return
                        return Net()

                    def main(name, size):
                        net = build(name, size)
                        criterion = Criterion()
                        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                        for step in range(100):
                            optimizer.zero_grad()
                            out = net(torch.randn(2, 4))
                            criterion(out, torch.zeros(2, 4)).backward()
                            optimizer.step()

                    main(open("name").read(), len(open("size").read()))
                    """);
    assertThat(told(shell.run("review")))
        .containsExactly(
            "clear the gradients optimizer",
            "run the model net",
            "compute the loss criterion",
            "compute the loss F.l1_loss",
            "compute the loss F.mse_loss",
            "backward pass",
            "optimizer step optimizer");
  }

  @Test
  void aFunctionThatANameStandsForIsNoModel(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "train.py",
                Project.NET
                    + """
                    try:
                        from hub import download
                        download = partial(download, name="me")
                    except ImportError:
                        download = None

                    for name in candidates():
                        weights = download(name)
                    net = Net()
                    net.load_state_dict(weights)
                    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                    for step in range(100):
                        optimizer.zero_grad()
                        F.mse_loss(net(torch.randn(2, 4)), download(step)).backward()
                        optimizer.step()
                    """);
    assertThat(told(shell.run("review"))).doesNotContain("run the model download");
  }

  @Test
  void whatAPassGoesThroughIsNoLossAndWhatAGeneratorGivesOnIsTakenOnce(@TempDir Path folder)
      throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "fit.py",
                Project.NET
                    + """
                    from accelerate import Accelerator


                    def logged(loader):
                        for batch in loader:
                            yield batch


                    class Trainer:
                        def __init__(self, net, loader):
                            self.accelerator = Accelerator()
                            self.net = net
                            self.loader = loader
                            self.optimizer = torch.optim.Adam(net.parameters())

                        def train(self):
                            for epoch in range(3):
                                self.net.train()
                                for batch in logged(self.loader):
                                    self.optimizer.zero_grad()
                                    loss = self.net(batch).sum() / 4
                                    self.accelerator.backward(loss)
                                    self.optimizer.step()


                    if __name__ == "__main__":
                        data = torch.utils.data.TensorDataset(torch.randn(8, 4))
                        Trainer(Net(), torch.utils.data.DataLoader(data)).train()
                    """);
    assertThat(told(shell.run("review")))
        .containsExactly(
            "switch to training self.net",
            "take a batch",
            "clear the gradients self.optimizer",
            "run the model self.net",
            "compute the loss self.net(batch).sum() / 4",
            "backward pass",
            "optimizer step self.optimizer");
  }

  @Test
  void aFileIsWhatItIsForWhateverItsHelpersDo(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "helpers.py",
                """
                class Scaler:
                    def __call__(self, loss, optimizer):
                        optimizer.zero_grad()
                        loss.backward()
                        optimizer.step()
                """)
            .file("net.py", Project.NET + "    def sample(self):\n        self.eval()\n")
            .file(
                "engine.py",
                """
                def epoch(net, loader, optimizer, scale):
                    net.train()
                    for batch in loader:
                        scale(net(batch).sum(), optimizer)


                def score(net, loader):
                    net.eval()
                """)
            .file(
                "main.py",
                """
                import torch
                from engine import epoch, score
                from helpers import Scaler
                from net import Net

                if __name__ == "__main__":
                    net = Net()
                    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                    data = torch.utils.data.DataLoader([])
                    epoch(net, data, optimizer, Scaler())
                    score(net, data)
                """)
            .file(
                "build.py",
                """
                import argparse

                parser = argparse.ArgumentParser()
                parser.add_argument("--tag", default="latest")
                args = parser.parse_args()
                print(args.tag)
                """);
    JsonTree told = JsonTree.parse(shell.run("review", "--output-format", "json").out());
    assertThat(
            told.list("files").stream()
                .map(file -> file.text("path") + ": " + file.text("roles/0")))
        .containsExactly(
            "build.py: utility",
            "engine.py: training",
            "helpers.py: training",
            "main.py: training",
            "net.py: model");
  }

  @Test
  void aProgramHasTheOptionsOfTheParserThatItsOwnIsMadeFrom(@TempDir Path folder)
      throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "train.py",
                """
                import argparse


                def options():
                    parser = argparse.ArgumentParser(add_help=False)
                    parser.add_argument("--lr", required=True)
                    return parser


                if __name__ == "__main__":
                    options().parse_args()
                """)
            .file(
                "submit.py",
                """
                import argparse
                import train

                if __name__ == "__main__":
                    parser = argparse.ArgumentParser(parents=[train.options()])
                    parser.add_argument("--nodes", required=True)
                    parser.parse_args()
                """)
            .file(
                "tune.py", "from train import options\n\nfound = options()\nfound.print_help()\n");
    assertThat(starts(shell))
        .containsExactly(
            "python submit.py --nodes NODES --lr LR", "python train.py --lr LR", "python tune.py");
  }

  @Test
  void theParametersOfAFunctionThatTheCommandLineCallsAreSettings(@TempDir Path folder)
      throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "tune.py",
                """
                import fire


                def tune(model, rate=0.1):
                    print(model, rate)


                if __name__ == "__main__":
                    fire.Fire(tune)
                """)
            .file(
                "serve.py",
                """
                import typer


                def serve(model: str, top: int = typer.Option(5, "--top-k")):
                    print(model, top)


                if __name__ == "__main__":
                    typer.run(serve)
                """);
    assertThat(starts(shell))
        .containsExactly("python serve.py MODEL", "python tune.py --model MODEL");
    assertThat(shell.run("review", "--output-format", "markdown").out())
        .contains("| `rate` | `0.1` | command line | `tune.py:4` | `tune.py:5` |")
        .contains("| `top` | `5` | command line | `serve.py:4` | `serve.py:5` |");
  }

  @Test
  void optionsOfASharedParserAreReadByThoseWhoAddTheirOwn(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "options.py",
                """
                import argparse


                def parser():
                    made = argparse.ArgumentParser()
                    made.add_argument("--lr", type=float, default=0.1)
                    made.add_argument("--size", type=int, default=4)
                    return made
                """)
            .file(
                "train.py",
                """
                from options import parser

                if __name__ == "__main__":
                    made = parser()
                    made.add_argument("--size", type=int, default=8)
                    args = made.parse_args()
                    print(args.lr, args.size)
                """);
    assertThat(shell.run("review", "--output-format", "markdown").out())
        .contains("| `lr` | `0.1` | command line | `options.py:6` | `train.py:7` |")
        .contains("| `size` | `4` | command line | `options.py:7` |  |")
        .contains("| `size` | `8` | command line | `train.py:5` | `train.py:7` |");
  }

  @Test
  void howManyParametersThereAreIsNotToldOfAModelAroundAnUnknownOne(@TempDir Path folder)
      throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "wrap.py",
                """
                from torch import nn


                class Wrap(nn.Module):
                    def __init__(self, net):
                        super().__init__()
                        self.net = net

                    def forward(self, x):
                        return self.net(x)
                """);
    assertThat(page(shell.run("review").out()).select("details.model > summary").text())
        .isEqualTo("Wrap parameters not known");
  }

  @Test
  void thePartsThatAreNotKnownMayHaveMoreParameters(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "wrap.py",
                """
                from torch import nn


                class Wrap(nn.Module):
                    def __init__(self, parts):
                        super().__init__()
                        self.parts = nn.ModuleList(parts)
                        self.last = nn.Linear(4, 2)

                    def forward(self, x):
                        return self.last(self.parts[0](x))
                """);
    assertThat(page(shell.run("review").out()).select("details.model > summary").text())
        .isEqualTo("Wrap 10+ parameters");
  }

  @Test
  void aSettingIsFollowedToWhereItIsRead() {
    JsonTree width =
        json("pipeline").list("settings").stream()
            .filter(setting -> setting.text("name").equals("width"))
            .findFirst()
            .orElseThrow();
    assertThat(width.text("value")).isEqualTo("32");
    assertThat(width.text("source")).isEqualTo("config file");
    assertThat(width.list("uses").stream().map(use -> use.text("path")))
        .containsExactly("train.py");
  }

  /** Each setting with its value, and the files that read it. */
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
                        .map(use -> " " + use.text("path"))
                        .collect(Collectors.joining()))
        .toList();
  }

  @Test
  void settingsAreFoundWhereACallOrADictKeepsThem(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "hparams.py",
                """
                from contrib import HParams

                def create():
                    return HParams(batch_size=64, unread=3, rate=0.1)

                def defaults():
                    return dict(decay=0.9, unread=4)

                colours = dict(rate=1, decay=2)
                """)
            .file("config.py", "voc = {'steps': (8, 12), 'name': 'voc', 'unread': 1}\n")
            .file(
                "train.py",
                """
                from config import voc
                from hparams import create

                hparams = create()
                print(hparams.batch_size, hparams.rate, hparams.decay, voc["steps"])
                """);
    assertThat(settings(shell))
        .containsExactly(
            "voc.steps=(8, 12) train.py",
            "batch_size=64 train.py",
            "rate=0.1 train.py",
            "decay=0.9 train.py");
  }

  @Test
  void whatAFunctionPutsIntoANewConfigurationIsASetting(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "train.py",
                """
                from settings import CfgNode as CN

                def defaults():
                    C = CN()
                    C.model = CN()
                    C.model.width = 32
                    C.unread = 3
                    other = Layer()
                    other.rate = 4
                    return C

                config = defaults()
                config.rate = 0.1
                print(config.model.width, config.rate)
                """)
            .file("settings.py", "class CfgNode:\n    pass\n");
    assertThat(settings(shell)).containsExactly("model.width=32 train.py", "rate=0.1 train.py");
  }

  @Test
  void whatOneProgramKeepsIsNotReadByAnother(@TempDir Path folder) throws IOException {
    String program =
        """
        def defaults():
            return dict(rate=%s, size=1)

        if __name__ == "__main__":
            args = defaults()
            print(args.rate)
        """;
    assertThat(
            settings(
                Shell.in(folder)
                    .file("play.py", program.formatted("0.1"))
                    .file("train.py", program.formatted("0.2"))))
        .containsExactly("rate=0.1 play.py", "rate=0.2 train.py");
  }

  @Test
  void anOptionHasTheDefaultThatItsParserIsGivenLater(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "train.py",
                """
                import argparse

                parser = argparse.ArgumentParser()
                other = argparse.ArgumentParser()
                parser.add_argument("--pin", action="store_true")
                parser.add_argument("--no-pin", action="store_false", dest="pin")
                parser.add_argument("--rate", default=0.1)
                parser.set_defaults(pin=True)
                other.set_defaults(rate=3)
                args = parser.parse_args()
                """);
    assertThat(settings(shell)).containsExactly("pin=True", "pin=True", "rate=0.1");
  }

  @Test
  void whatAConfigurationGivesToWhatItNamesIsASetting(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file("net.py", "class Net:\n    def build(self, hparams):\n        hparams.width\n")
            .file(
                "conf/model.yaml",
                """
                _target_: net.Net
                width: 8
                optimizer:
                  _target_: torch.optim.Adam
                  _partial_: true
                  lr: 0.001
                  foreach: null
                """);
    assertThat(settings(shell))
        .containsExactly("width=8 net.py", "optimizer.lr=0.001 conf/model.yaml");
  }

  @Test
  void anOptionIsReadByTheProgramsThatHaveIt(@TempDir Path folder) throws IOException {
    String program =
        """
        from options import args

        if __name__ == "__main__":
            print(args.seed)
        """;
    String parser = "import argparse\nparser = argparse.ArgumentParser()\n";
    Shell shell =
        Shell.in(folder)
            .file(
                "options.py",
                parser + "parser.add_argument('--seed')\nargs = parser.parse_args()\n")
            .file("main.py", program)
            .file(
                "play.py",
                parser
                    + """
                    parser.add_argument("--seed")
                    if __name__ == "__main__":
                        args = parser.parse_args()
                        print(args.seed)
                    """);
    assertThat(settings(shell)).containsExactly("seed=None main.py", "seed=None play.py");
  }

  @Test
  void whatMakesATrainerFromAConfigurationTrainsOrEvaluates(@TempDir Path folder)
      throws IOException {
    String program =
        """
        import hydra
        from lightning import LightningModule, Trainer

        def main(cfg):
            model: LightningModule = hydra.utils.instantiate(cfg.model)
            trainer: Trainer = hydra.utils.instantiate(cfg.trainer)
            trainer.%s(model=model)

        if __name__ == "__main__":
            main()
        """;
    JsonTree told =
        JsonTree.parse(
            Shell.in(folder)
                .file("fit.py", program.formatted("fit"))
                .file("score.py", program.formatted("test"))
                .run("review", "--output-format", "json")
                .out());
    assertThat(
            told.list("files").stream().map(file -> file.text("path") + " " + file.text("roles/0")))
        .containsExactly("fit.py training", "score.py evaluation");
  }

  @Test
  void whatIsMonitoredAndNeverLoggedIsTold() {
    assertThat(page(review("lightning")).select("#written").text())
        .contains("val_loss is monitored, and no call was seen that logs it by that name.")
        .doesNotContain("val_accuracy is monitored, and no call");
  }

  // --- drawings

  @Test
  void modulesAreFoldedAndTheirBoxesOpenThem() {
    Document page = page(review("pipeline"));
    Element model = page.expectFirst("details.model:has(> summary:contains(Classifier))");
    Element plan = model.expectFirst("> figure.plan svg");
    assertThat(plan.select("g text:first-of-type").eachText())
        .containsExactly("x", "Conv2d", "Sequential", "mean", "Dropout", "Linear", "output");
    Element blocks = plan.expectFirst("g.module a");
    Element folded = page.expectFirst(blocks.attr("href"));
    assertThat(folded.hasAttr("open")).isFalse();
    assertThat(folded.select("> figure svg g.module text").eachText())
        .containsExactly("Block ×4", "0 … 3");
  }

  @Test
  void aModelIsDrawnUpToWhereItsShapesDoNotMeet() {
    Document page = page(review("pipeline"));
    Element model = page.expectFirst("details.model:has(> summary:contains(Misfit))");
    assertThat(model.select("> figure.plan svg g text:first-of-type").eachText())
        .containsExactly("x", "Conv2d", "flatten", "Linear");
    assertThat(model.select("> figure.plan g.failed title").text())
        .contains("cannot be multiplied");
    assertThat(model.select("> figure.plan figcaption").text()).contains("never run");
  }

  // --- the page

  @ParameterizedTest
  @ValueSource(strings = {"review/pipeline", "review/lightning", "models", "demo", "programs"})
  void aPageHoldsTogether(String project) {
    Shell.Run run = Shell.in(Path.of("testdata").resolve(project)).run("review");
    Document page = page(run.out());
    Set<String> ids = new HashSet<>();
    page.select("[id]").forEach(each -> assertThat(ids.add(each.id())).as(each.id()).isTrue());
    for (Element link : page.select("a")) {
      assertThat(link.attr("href")).startsWith("#");
      assertThat(ids).contains(link.attr("href").substring(1));
    }
    for (Element named : page.select("[aria-labelledby]")) {
      assertThat(ids).contains(named.attr("aria-labelledby"));
    }
    isClosed(page);
  }

  /** Whether nothing runs or is loaded but what the page itself says. */
  private static void isClosed(Document page) {
    assertThat(page.select("script")).hasSize(1);
    assertThat(page.select("style")).hasSize(1);
    assertThat(page.select("img, iframe, object, embed, link, base, audio, video, image, use"))
        .isEmpty();
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy)
        .startsWith("default-src 'none'; ")
        .contains("script-src " + hash(page.expectFirst("script").data()))
        .contains("style-src " + hash(page.expectFirst("style").data()))
        .doesNotContain("unsafe");
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        assertThat(attribute.getKey()).doesNotStartWith("on").isNotIn("style", "src", "srcset");
      }
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void hostileNamesAndCodeAreOnlyText(@TempDir Path folder) throws IOException {
    String evil =
        "</script><script>alert(1)</script><img src=x onerror=alert(2)>'\"`{{name}}{{{x}}}";
    String turned = "\u202Etxt\u2066\u200F\u0007";
    Shell shell =
        Shell.in(folder)
            .file(
                "</title><b>.py",
                "\"\"\"" + evil.replace("\"", "") + turned + "\"\"\"\n" + Project.UNUSED_LAYER)
            .file(
                "train.py",
                """
                import argparse, torch
                parser = argparse.ArgumentParser()
                parser.add_argument("--%s", default=%s, help=%s)
                args = parser.parse_args()
                """
                        .formatted(
                            "</code>",
                            "'" + evil.replace("'", "").replace("\"", "") + turned + "'",
                            "'" + evil.replace("'", "").replace("\"", "") + turned + "'")
                    + Project.MISSING_ZERO_GRAD
                    + "# "
                    + evil
                    + turned
                    + "\ntorch.save(model, '"
                    + turned
                    + "</pre>')\n")
            .file(
                "look.ipynb",
                """
                {"cells": [{"cell_type": "code", "execution_count": null, "metadata": {},
                  "outputs": [{"output_type": "stream", "name": "stdout", "text": ["%1$s"]}],
                  "source": ["import torch\\n", "torch.save(1, '%1$s')  # %1$s"]}],
                 "metadata": {"kernelspec": {"name": "%1$s"}}, "nbformat": 4, "nbformat_minor": 5}
                """
                    .formatted("</script><script>alert(3)</script>\u202E"))
            .file("conf.yaml", "\"</td><script>\": 1\nlr: \"<svg onload=alert(1)>\"\n");
    Shell.Run run = shell.run("review");
    Document page = page(run.out());
    isClosed(page);
    assertThat(page.select("b").eachText()).doesNotContain("");
    assertThat(page.title()).startsWith("Review of ");
    assertThat(run.out()).doesNotContain("\u202E", "\u2066", "\u200F", "\u0007", "<svg onload");
    assertThat(page.text()).contains("alert(1)").contains("\u2039U+202E\u203A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "writer.add_scalar('%s', 1.0, 0)",
        "wandb.log({'%s': 1.0})",
        "vis.line(X=[0], Y=[0], win='%s')",
        "EarlyStopping(monitor='%s')",
        "print('loss %s', loss)",
        "torch.save(model.state_dict(), '%s')",
        "set_seed('%s')",
        "logging.getLogger('%s').info('%s')",
      })
  void hostileTextThatIsWrittenDownIsOnlyText(String line, @TempDir Path folder)
      throws IOException {
    String evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>`**|\u202E\u0007";
    Shell shell =
        Shell.in(folder)
            .file(
                "train.py",
                "import torch, wandb, logging\n"
                    + Project.MISSING_ZERO_GRAD
                    + line.replace("%s", evil)
                    + "\n");
    String html = shell.run("review").out();
    isClosed(page(html));
    String markdown = shell.run("review", "--output-format", "markdown").out();
    String json = shell.run("review", "--output-format", "json").out();
    assertThat(html + markdown + json).doesNotContain("\u0007");
    assertThat(html + markdown).doesNotContain("\u202E");
    assertThat(markdown.lines())
        .filteredOn(shown -> shown.contains("alert(1)"))
        .allMatch(shown -> shown.matches("(?s).*``.*alert\\(1\\).*``.*"));
  }

  // --- the command

  @Test
  void theOutcomeIsTheSameForAnyNumberOfThreads() {
    for (String format : List.of("html", "json", "markdown")) {
      assertThat(review("pipeline", "--output-format", format, "-j", "1"))
          .isEqualTo(review("pipeline", "--output-format", format, "-j", "7"));
    }
  }

  @Test
  void theNameOfTheFileTellsTheFormat(@TempDir Path folder) throws IOException {
    Shell shell = Shell.in(folder).file("net.py", Project.UNUSED_LAYER);
    Shell.Run run = shell.run("review", "net.py", "-o", "out.md");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(shell.text("out.md")).startsWith("# Review of ").contains("module-unused-layer");
  }

  @Test
  void whatCannotBeReadIsTold(@TempDir Path folder) throws IOException {
    Shell shell = Shell.in(folder).file("broken.py", "def (:\n").file("good.py", Project.CLEAN);
    Document page = page(shell.run("review").out());
    assertThat(page.expectFirst("#overview details").text()).contains("broken.py");
  }

  @Test
  void aPathThatIsNotThereIsRefused(@TempDir Path folder) {
    Shell.Run run = Shell.in(folder).run("review", "nowhere");
    assertThat(run.code()).isEqualTo(Main.FAILED);
    assertThat(run.err()).contains("nowhere");
  }
}
