package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.workspace.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the code around a model tells of it. */
final class SurroundingsTest {

  private static final String WRAPPER =
      """
      from torch import nn


      class Residual(nn.Module):
          def __init__(self, inner):
              super().__init__()
              self.inner = inner

          def forward(self, x):
              return x + self.inner(x)
      """;

  private static final String PATCHES =
      """
      from torch import nn


      class Patches(nn.Module):
          def __init__(self, size, width):
              super().__init__()
              self.norm = nn.LayerNorm(size)
              self.head = nn.Linear(size[-1], width)

          def forward(self, x):
              return self.head(self.norm(x))
      """;

  private final Frameworks frameworks = Frameworks.all();
  private final Interpreter interpreter = new Interpreter(Tensorvet::parse, frameworks, Ops::all);

  @Test
  void aPartIsToldByTheModelThatItIsAPartOf() {
    Interpretation residual =
        told(
            Map.of(
                "net.py",
                WRAPPER
                    + """


                    class Net(nn.Module):
                        def __init__(self, width=16):
                            super().__init__()
                            self.stem = nn.Linear(3, width)
                            self.block = Residual(self.inner(width))

                        def inner(self, width):
                            return nn.Linear(width, width)

                        def forward(self, x):
                            return self.block(self.stem(x))
                    """),
            "Residual");
    assertThat(residual.construction().call()).isEqualTo("Residual(...) in Net()");
    assertThat(residual.inputs())
        .extracting(input -> input.type().shape().toString())
        .containsExactly("(B, 16)");
    assertThat(residual.graph().isComplete()).isTrue();
    assertThat(residual.graph().weights())
        .extracting(weight -> weight.name())
        .containsExactly("inner.weight", "inner.bias");
    assertThat(residual.graph().nodes())
        .extracting(node -> node.origin().module())
        .containsExactly("inner", "");
  }

  @Test
  void onlyWhatMakesThePartsWeightsIsKeptOfTheSetUp() {
    Interpretation residual =
        told(
            Map.of(
                "net.py",
                WRAPPER
                    + """


                    class Net(nn.Module):
                        def __init__(self):
                            super().__init__()
                            self.stem = nn.Linear(1000, 16)
                            self.block = Residual(self.inner(16))
                            nn.init.normal_(self.block.inner.weight)
                            nn.init.zeros_(self.stem.weight)

                        def inner(self, width):
                            return nn.Linear(width, width)

                        def forward(self, x):
                            return self.block(self.stem(x))
                    """),
            "Residual");
    assertThat(residual.graph().setUp())
        .flatExtracting(node -> node.results())
        .extracting(value -> value.type().shape().toString())
        .doesNotContain("(16, 1000)")
        .contains("(16, 16)");
    assertThat(residual.graph().setUp()).extracting(node -> node.op()).contains("normal_");
  }

  @Test
  void aScriptThatCallsAModelTellsItsInputs() {
    Interpretation patches =
        told(
            Map.of(
                "net.py",
                PATCHES,
                "demo.py",
                """
                import torch
                from net import Patches

                if __name__ == "__main__":
                    size = (4, 8)
                    model = Patches(size=size, width=2)
                    print(model(torch.randn(5, *size)).shape)
                """),
            "Patches");
    assertThat(patches.inputs())
        .extracting(input -> input.type().shape() + " " + input.source().text())
        .containsExactly("(5, 4, 8) call");
    assertThat(patches.graph().isComplete()).isTrue();
  }

  @Test
  void aTestOfAModelIsAScriptToo() {
    Interpretation patches =
        told(
            Map.of(
                "net.py",
                PATCHES,
                "test_net.py",
                """
                import torch
                from net import Patches


                def test_patches(device="cpu"):
                    images = torch.zeros(2, 6, 8)
                    patches = Patches((6, 8), 3).to(device)(images)
                    assert patches.shape == (2, 6, 3)
                """),
            "Patches");
    assertThat(patches.construction().call()).isEqualTo("Patches(...) in test_net.py");
    assertThat(patches.graph().isComplete()).isTrue();
  }

  @Test
  void theDefaultsOfACommandLineAreTheArgumentsOfWhatReadsThem() {
    Interpretation net =
        told(
            Map.of(
                "net.py",
                """
                from torch import nn


                class Net(nn.Module):
                    def __init__(self, configs):
                        super().__init__()
                        heads = configs.heads.split(",")
                        self.heads = nn.ModuleList(
                            [nn.Linear(configs.width, int(head)) for head in heads]
                        )

                    def forward(self, x):
                        return [head(x) for head in self.heads]
                """,
                "run.py",
                """
                import argparse


                def main():
                    parser = argparse.ArgumentParser()
                    parser.add_argument("--heads", type=str, default="2,3")
                    parser.add_argument("--width", type=int, default=32)
                    args = parser.parse_args()
                    train(args)
                """),
            "Net");
    assertThat(net.construction().call()).isEqualTo("Net(configs=args)");
    assertThat(net.graph().weights())
        .extracting(weight -> weight.value().type().shape().toString())
        .containsExactly("(2, 32)", "(2,)", "(3, 32)", "(3,)");
  }

  @Test
  void aCommandLineGivesItsDefaultsByWhateverLibraryReadsIt() {
    String net =
        """
        from torch import nn


        class Net(nn.Module):
            def __init__(self, width):
                super().__init__()
                self.head = nn.Linear(4, width)

            def forward(self, x):
                return self.head(x)
        """;
    List<String> programs =
        List.of(
            """
            import fire
            from net import Net


            def main(width=64):
                Net(width)


            fire.Fire(main)
            """,
            """
            import typer
            from net import Net


            def main(width: int = typer.Option(64, help="how wide")):
                Net(width)


            typer.run(main)
            """,
            """
            import click
            from net import Net


            @click.command()
            @click.option("--net-width", "width", type=int, default=64)
            def main(width):
                Net(width)


            main()
            """,
            """
            from absl import app, flags
            from net import Net

            FLAGS = flags.FLAGS
            flags.DEFINE_integer("width", 64, "how wide")


            def main(_):
                Net(FLAGS.width)


            app.run(main)
            """);
    for (String program : programs) {
      assertThat(told(Map.of("net.py", net, "run.py", program), "Net").graph().weights())
          .as(program)
          .extracting(weight -> weight.value().type().shape().toString())
          .containsExactly("(64, 4)", "(64,)");
    }
  }

  @Test
  void whatIsKnownByItselfStaysGeneral() {
    Interpretation linear =
        told(
            Map.of(
                "net.py",
                """
                from torch import nn


                class Head(nn.Module):
                    def __init__(self, width):
                        super().__init__()
                        self.linear = nn.Linear(width, 2)

                    def forward(self, x):
                        return self.linear(x).softmax(-1)


                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.stem = nn.Conv2d(3, 8, 3)
                        self.head = Head(8)

                    def forward(self, x):
                        return self.head(self.stem(x).mean((2, 3)))
                """),
            "Head");
    assertThat(linear.inputs()).extracting(input -> input.source().text()).doesNotContain("call");
  }

  @Test
  void whoRunsAModelNeedsItsNumbersToo() {
    Interpretation block =
        told(
            Map.of(
                "net.py",
                """
                import sys
                from torch import nn


                class Block(nn.Module):
                    def __init__(self, config):
                        super().__init__()
                        self.fc = nn.Linear(config.width, config.width)
                        self.drop = nn.Dropout(config.rate)

                    def forward(self, x):
                        return self.drop(self.fc(x))


                class Net(nn.Module):
                    def __init__(self, config):
                        super().__init__()
                        self.block = Block(config)

                    def forward(self, x):
                        return self.block(x)


                class Config:
                    def __init__(self, width=8, rate=0.1):
                        self.width = width
                        self.rate = rate


                block = Block(Config(rate=float(sys.argv[1])))
                net = Net(Config(rate=0.25))
                """),
            "Block");
    assertThat(block.graph().nodes().getLast().argument("p").map(Object::toString))
        .contains("0.25");
  }

  @Test
  void whatAMethodFillsIsNotEmpty() {
    Interpretation net =
        told(
            Map.of(
                "net.py",
                """
                import torch
                from torch import nn


                class Corpus:
                    def __init__(self):
                        self.words = {}

                    def read(self, path):
                        ids = torch.LongTensor(count(path))
                        for word in open(path):
                            self.words[word] = len(self.words)
                            ids[0] = self.words[word]
                        return ids


                class Net(nn.Module):
                    def __init__(self, words):
                        super().__init__()
                        self.embedding = nn.Embedding(words, 4)

                    def forward(self, x):
                        return self.embedding(x)


                corpus = Corpus()
                ids = corpus.read("train.txt")
                net = Net(len(corpus.words))
                """),
            "Net");
    assertThat(net.graph().weights().getFirst().value().type().shape()).hasToString("(words, 4)");
    assertThat(net.graph().setUp())
        .as("what the script makes for itself is no part of the model")
        .noneMatch(node -> node.op().equals("tensor"));
  }

  @Test
  void aCheckLooksAtAModelAlone() {
    Interpretation residual =
        interpreter.interpret(
            model(
                Map.of(
                    "net.py",
                    WRAPPER
                        + """


                        class Net(nn.Module):
                            def __init__(self):
                                super().__init__()
                                self.block = Residual(nn.Linear(4, 4))

                            def forward(self, x):
                                return self.block(x)
                        """),
                "Residual"),
            Request.plain());
    assertThat(residual.construction().call()).doesNotContain("(...)");
  }

  @Test
  void ofImportsThatStandInForOneAnotherTheKnownOneIsFollowed() {
    Interpretation block =
        told(
            Map.of(
                "net.py",
                """
                from torch import nn

                try:
                    from fastkernels import FastNorm as Norm
                except ImportError:
                    from torch.nn import LayerNorm as Norm


                class Block(nn.Module):
                    def __init__(self, width=8):
                        super().__init__()
                        self.norm = Norm(width)

                    def forward(self, x):
                        return self.norm(x)
                """),
            "Block");
    assertThat(block.graph().isComplete()).isTrue();
    assertThat(block.graph().weights()).extracting(weight -> weight.name()).contains("norm.weight");
  }

  @Test
  void aSizeIsSolvedForAllLayersAndNotTheFirst() {
    Interpretation net =
        told(
            Map.of(
                "net.py",
                """
                import torch
                from torch import nn


                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.down = nn.ModuleList([nn.Conv2d(3 if i == 0 else 8, 8, 4, 2, 1) for i in range(7)])
                        self.up = nn.ModuleList([nn.ConvTranspose2d(8 if i == 0 else 16, 8, 4, 2, 1) for i in range(6)])

                    def forward(self, x):
                        kept = []
                        for layer in self.down:
                            x = layer(x)
                            kept.append(x)
                        for i, layer in enumerate(self.up):
                            x = torch.cat((layer(x), kept[5 - i]), 1)
                        return x
                """),
            "Net");
    assertThat(net.inputs())
        .extracting(input -> input.source() + " " + input.type().shape())
        .containsExactly("SOLVED (B, 3, 128, 128)");
    assertThat(net.graph().isComplete()).isTrue();
  }

  @Test
  void whatMayBeANumberIsOne() {
    Interpretation norm =
        told(
            Map.of(
                "net.py",
                """
                import numbers

                import torch
                from torch import nn


                class Norm(nn.Module):
                    def __init__(self, channels):
                        super().__init__()
                        shape = channels
                        if isinstance(shape, numbers.Integral):
                            shape = (shape,)
                        self.shape = tuple(shape)
                        self.weight = nn.Parameter(torch.ones(self.shape))

                    def forward(self, x):
                        return x * self.weight
                """),
            "Norm");
    assertThat(norm.graph().weights())
        .extracting(weight -> weight.value().type().shape().rank())
        .containsExactly(OptionalInt.of(1));
  }

  @Test
  void anArgumentHasAsManyElementsAsAreAskedFor() {
    Interpretation net =
        told(
            Map.of(
                "net.py",
                """
                from torch import nn


                class Net(nn.Module):
                    def __init__(self, depths, widths):
                        super().__init__()
                        self.rate = 0.1 / sum(depths)
                        self.layers = nn.ModuleList([nn.Linear(widths, widths) for i in range(depths[3])])

                    def forward(self, x):
                        for layer in self.layers:
                            x = layer(x)
                        return x
                """),
            "Net");
    assertThat(net.graph().isComplete()).isTrue();
    assertThat(net.graph().nodes()).extracting(node -> node.op()).containsOnly("linear");
  }

  @Test
  void statesAndTargetsThatAreTakenApartArePairs() {
    Map<String, String> files =
        Map.of(
            "net.py",
            """
            from torch import nn


            class Cell(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.cell = nn.LSTMCell(8, 16)

                def forward(self, x, state):
                    return self.cell(x, state)[0]


            class Loss(nn.Module):
                def forward(self, output, targets):
                    mel, gate = targets[0], targets[1]
                    return nn.MSELoss()(output, mel) + gate.view(-1, 1).mean()
            """);
    assertThat(told(files, "Cell").inputs())
        .extracting(input -> input.name())
        .containsExactly("x", "state[0]", "state[1]");
    assertThat(told(files, "Cell").graph().isComplete()).isTrue();
    assertThat(told(files, "Loss").inputs())
        .extracting(input -> input.name())
        .containsExactly("output", "targets[0]", "targets[1]");
  }

  @Test
  void inputsAreWhatTheProjectsLoaderGives() {
    Interpretation pooled =
        told(
            Map.of(
                "net.py",
                """
                from torch import nn


                class Head(nn.Module):
                    def __init__(self, features):
                        super().__init__()
                        self.fc = nn.Linear(features, 10)

                    def forward(self, x):
                        return self.fc(x.flatten(1))
                """,
                "main.py",
                """
                from torch.utils.data import DataLoader
                from torchvision import datasets, transforms
                from net import Head
                from settings import LIMIT, LIMIT as bound

                for rounds in range(LIMIT):
                    print(bound)
                model = Head(3 * 16 * 16)
                pipeline = transforms.Compose([transforms.Resize((16, 16)), transforms.ToTensor()])
                loader = DataLoader(datasets.SVHN("data", transform=pipeline), batch_size=8)
                for step, (images, labels) in enumerate(loader):
                    print(model(images.to("cuda")))
                """,
                "settings.py",
                """
                LIMIT = 3
                LIMIT = LIMIT + 1
                """),
            "Head");
    assertThat(pooled.inputs())
        .extracting(input -> input.source() + " " + input.type().shape())
        .containsExactly("DATA (8, 3, 16, 16)");
    assertThat(pooled.graph().isComplete()).isTrue();
  }

  private Interpretation told(Map<String, String> files, String name) {
    return interpreter.interpret(
        model(files, name),
        new Request(
            List.of(),
            /* isTraining= */ false,
            /* hasFirstValues= */ true,
            /* looksAtUses= */ true));
  }

  private ClassEntity model(Map<String, String> files, String name) {
    Project project = new Project(new MemoryTree(files), Tensorvet::parse, frameworks);
    SourceModule module = project.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow();
    return module.classes().stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
