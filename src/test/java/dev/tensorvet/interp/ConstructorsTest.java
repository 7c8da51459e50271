package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.workspace.MemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With which arguments a model is taken to be built, and what its inputs are for that. */
final class ConstructorsTest {

  private static final String NET =
      """
      from torch import nn


      class Net(nn.Module):
          def __init__(self, channels, classes, width=8):
              super().__init__()
              self.conv = nn.Conv2d(channels, width, 3, padding=1)
              self.head = nn.Linear(width, classes)

          def forward(self, x):
              return self.head(self.conv(x).mean((2, 3)))
      """;

  private final Frameworks frameworks = Frameworks.all();
  private final Interpreter interpreter = new Interpreter(Tensorvet::parse, frameworks, Ops::all);

  @Test
  void aCallOfAnotherFileShowsThem() {
    assertThat(
            net(
                """
                from net import Net

                model = Net(3, 10).cuda()
                """))
        .isEqualTo("Net(3, 10): (B, 3, H, W)");
  }

  @Test
  void localNamesOfTheCallerAreFollowed() {
    assertThat(
            net(
                """
                import argparse
                import net as models


                def parse():
                    parser = argparse.ArgumentParser()
                    parser.add_argument("--classes", type=int, default=5)
                    return parser.parse_args()


                def main(args):
                    channels = 2 * 2
                    model = models.Net(channels, classes=args.classes)
                    return model


                if __name__ == "__main__":
                    args = parse()
                    main(args)
                """))
        .isEqualTo("models.Net(channels, classes=args.classes): (B, 4, H, W)");
  }

  @Test
  void aNameWithTwoValuesHasNone() {
    assertThat(
            net(
                """
                from net import Net


                def build(gray):
                    channels = 3
                    if gray:
                        channels = 1
                    return Net(channels, 10)
                """))
        .isEqualTo("Net(channels, 10): (B, channels, H, W)");
  }

  @Test
  void whatOneOfManyCallersGivesIsNotTheValue() {
    assertThat(
            net(
                """
                from net import Net


                def build(channels):
                    return Net(channels, 10)


                build(1)
                build(3)
                """))
        .isEqualTo("Net(channels, 10): (B, channels, H, W)");
  }

  @Test
  void aWholeCallIsPreferredToOneThatIsHalfKnown() {
    assertThat(
            net(
                """
                from net import Net


                def build(channels):
                    return Net(channels, 10)


                def test():
                    return Net(6, 10)
                """))
        .isEqualTo("Net(6, 10): (B, 6, H, W)");
  }

  @Test
  void withoutACallTheyAreSymbols() {
    assertThat(net("import torch\n")).isEqualTo("Net(channels=?, classes=?): (B, channels, H, W)");
  }

  @Test
  void aSizeThatTheCodeInsistsOnIsTheOneOfTheInput() {
    assertThat(
            built(
                Map.of(
                    "net.py",
                    """
                    from torch import nn


                    class Net(nn.Module):
                        def __init__(self, side=96):
                            super().__init__()
                            self.side = side
                            self.conv = nn.Conv2d(3, 8, 16, 16)

                        def forward(self, x):
                            b, c, h, w = x.shape
                            assert h == self.side and not w != self.side, "wrong size"
                            if x.shape[1] != 3:
                                raise ValueError("not an image")
                            return self.conv(x)
                    """)))
        .isEqualTo("Net(): (B, 3, 96, 96)");
  }

  @Test
  void whatLayersOfAnOpenWidthAreMadeOfIsKnown() {
    Interpretation understood =
        understood(
            Map.of(
                "net.py",
                """
                from torch import nn


                class Net(nn.Module):
                    def __init__(self, width):
                        super().__init__()
                        self.conv = nn.Conv2d(3, width, 3)
                        self.norm = nn.BatchNorm2d(width)
                        self.group = nn.GroupNorm(1, width)
                        self.head = nn.Linear(width, width)

                    def forward(self, x):
                        return self.head(self.group(self.norm(self.conv(x))).mean((2, 3)))
                """));
    assertThat(understood.graph().setUp()).isNotEmpty();
    assertThat(
            understood.graph().setUp().stream()
                .filter(
                    node ->
                        node.arguments().values().stream()
                            .anyMatch(Argument.Unknown.class::isInstance)))
        .isEmpty();
  }

  private String net(String caller) {
    return built(Map.of("net.py", NET, "train.py", caller));
  }

  private String built(Map<String, String> files) {
    Interpretation understood = understood(files);
    return understood.arguments() + ": " + understood.inputs().getFirst().type().shape();
  }

  private Interpretation understood(Map<String, String> files) {
    Project project = new Project(new MemoryTree(files), Tensorvet::parse, frameworks);
    SourceModule module = project.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow();
    return interpreter.interpret(
        module.classes().getFirst(),
        new Request(List.of(), /* isTraining= */ true, /* hasFirstValues= */ true));
  }
}
