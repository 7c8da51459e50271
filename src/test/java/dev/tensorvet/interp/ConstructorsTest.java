package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
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

  @Test
  void aDepthIsOneForWhichThereAreTwoBlocks() {
    Interpretation understood =
        understood(
            Map.of(
                "net.py",
                """
                from torch import nn


                class Net(nn.Module):
                    def __init__(self, depth):
                        super().__init__()
                        assert (depth - 4) % 6 == 0
                        count = (depth - 4) // 6
                        self.blocks = nn.Sequential(*[nn.Linear(8, 8) for _ in range(count)])

                    def forward(self, x):
                        return self.blocks(x)
                """));
    assertThat(understood.graph().nodes()).hasSize(2);
    assertThat(understood.graph().isComplete()).isTrue();
  }

  @Test
  void argumentsThatMainParsesForAllOfTheFileAreKnown() {
    assertThat(
            net(
                """
                import argparse
                from net import Net

                parser = argparse.ArgumentParser()
                parser.add_argument("--classes", type=int, default=5)


                def main():
                    global args
                    args = parser.parse_args()
                    return Net(args.classes, args.dataset == "few" and 10 or 100)
                """))
        .isEqualTo("Net(args.classes, args.dataset == \"few\" and 10 or 100): (B, 5, H, W)");
  }

  @Test
  void whatTakesMoreByNameKeepsItsDefaults() {
    assertThat(
            built(
                Map.of(
                    "net.py",
                    """
                    from torch import nn


                    class Net(nn.Module):
                        def __init__(self, channels=3, **more):
                            super().__init__()
                            self.conv = nn.Conv2d(channels, more["width"], 1)

                        def forward(self, x):
                            return self.conv(x)
                    """)))
        .isEqualTo("Net(): (B, 3, H, W)");
  }

  @Test
  void ofTwoLayersTheCodeMeansTheOneThatDoesSomething() {
    Interpretation understood =
        understood(
            Map.of(
                "net.py",
                """
                import torch
                from torch import nn


                class Net(nn.Module):
                    def __init__(self, drop, scale, ratio):
                        super().__init__()
                        self.drop = nn.Dropout(drop) if drop > 0.1 else nn.Identity()
                        self.scale = nn.Parameter(torch.ones(8)) if scale > 0.1 else None
                        self.skip = ratio < 0.2 and nn.Linear(8, 8) or None

                    def forward(self, x):
                        y = self.drop(self.skip(x))
                        if self.scale is not None:
                            y = self.scale * y
                        return y
                """));
    assertThat(understood.graph().nodes())
        .extracting(GraphNode::op)
        .containsExactly("linear", "dropout", "mul");
    assertThat(understood.graph().isComplete()).isTrue();
  }

  @Test
  void ratesThatGrowWithTheDepthAreNumbers() {
    Interpretation understood =
        understood(
            Map.of(
                "net.py",
                """
                import torch
                from torch import nn


                class Net(nn.Module):
                    def __init__(self, depths=(1, 2), rate=0.3):
                        super().__init__()
                        rates = [r.item() for r in torch.linspace(0, rate, sum(depths))]
                        self.drops = nn.ModuleList([nn.Dropout(r) for r in rates])

                    def forward(self, x):
                        for drop in self.drops:
                            x = drop(x)
                        return x
                """));
    assertThat(understood.graph().nodes())
        .extracting(node -> node.argument("p").orElseThrow())
        .containsExactly(new Argument.Real(0), new Argument.Real(0.15), new Argument.Real(0.3));
  }

  @Test
  void blocksOfALibrarysModelsAreBuiltUpon() {
    Interpretation understood =
        understood(
            Map.of(
                "net.py",
                """
                from torchvision.models.resnet import BasicBlock, ResNet


                class Net(ResNet):
                    def __init__(self):
                        super().__init__(block=BasicBlock, layers=[1, 1, 1, 1])
                        del self.fc

                    def forward(self, x):
                        return self.layer1(self.maxpool(self.relu(self.bn1(self.conv1(x)))))
                """));
    assertThat(understood.graph().isComplete()).isTrue();
  }

  @Test
  void imagesAreSquareWhereAModelAsksForThat() {
    assertThat(
            built(
                Map.of(
                    "net.py",
                    """
                    import torch.nn.functional as F
                    from torch import nn


                    class Net(nn.Module):
                        def __init__(self):
                            super().__init__()
                            self.conv = nn.Conv2d(3, 8, 3)

                        def forward(self, x):
                            y = self.conv(x)
                            return y * F.avg_pool2d(y, y.size(2))
                    """)))
        .isEqualTo("Net(): (B, 3, H, H)");
  }

  @Test
  void imagesAreAsLargeAsTheModelIsTold() {
    assertThat(
            built(
                Map.of(
                    "net.py",
                    """
                    from torch import nn


                    class Net(nn.Module):
                        def __init__(self, image_size):
                            super().__init__()
                            self.conv = nn.Conv2d(3, 8, 4, stride=4)
                            self.head = nn.Linear(8 * (image_size // 4) ** 2, 10)

                        def forward(self, x):
                            return self.head(self.conv(x).flatten(1))
                    """)))
        .isEqualTo("Net(image_size=?): (B, 3, image_size, image_size)");
  }

  @Test
  void aLibraryThatNothingIsKnownOfIsTakenToBeMissing() {
    assertThat(
            understood(
                    Map.of(
                        "net.py",
                        """
                        from torch import nn

                        try:
                            from fusedthings import fused_scale
                            HAS_FUSED = True
                        except ImportError:
                            HAS_FUSED = False


                        class Net(nn.Module):
                            def __init__(self):
                                super().__init__()
                                self.fc = nn.Linear(4, 4)

                            def forward(self, x):
                                x = self.fc(x)
                                return fused_scale(x) if HAS_FUSED else x * 2
                        """))
                .graph()
                .isComplete())
        .isTrue();
  }

  @Test
  void aLayerMayBeGivenAsAClassANameOrWithSomeOfItsArguments() {
    assertThat(
            understood(
                    Map.of(
                        "net.py",
                        """
                        import functools
                        import types
                        from torch import nn

                        NORMS = {"batch": nn.BatchNorm2d, "group": nn.GroupNorm}


                        class Net(nn.Module):
                            def __init__(self):
                                super().__init__()
                                self.a = made(nn.BatchNorm2d, 8)
                                self.b = made("batch", 8)
                                self.c = made(functools.partial(nn.BatchNorm2d, eps=1e-3), 8)
                                self.d = made(lambda width: nn.GroupNorm(2, width), 8)

                            def forward(self, x):
                                return self.d(self.c(self.b(self.a(x))))


                        def made(norm, width):
                            assert isinstance(norm, (type, str, types.FunctionType, functools.partial))
                            extra = {}
                            if isinstance(norm, functools.partial):
                                extra.update(norm.keywords)
                                norm = norm.func
                            if isinstance(norm, str):
                                norm = NORMS[norm]
                            elif isinstance(norm, types.FunctionType):
                                return norm(width)
                            return norm(width, **extra)
                        """))
                .graph()
                .isComplete())
        .isTrue();
  }

  @Test
  void theLocalNamesOfAConstructorMayBeItsSettings() {
    assertThat(
            built(
                Map.of(
                    "net.py",
                    """
                    from torch import nn


                    class Net(nn.Module):
                        def __init__(self, *, stem_width=3, stem_out=8, head_width=8):
                            settings = dict(locals())
                            super().__init__()
                            stem = {k[5:]: v for k, v in settings.items() if k.startswith("stem_")}
                            self.stem = nn.Conv2d(stem["width"], stem["out"], 3)

                        def forward(self, x):
                            return self.stem(x)
                    """)))
        .isEqualTo("Net(): (B, 3, H, W)");
  }

  @Test
  void anArgumentThatIsGoneThroughHoldsTwo() {
    Interpretation understood =
        understood(
            Map.of(
                "net.py",
                """
                from torch import nn


                class Net(nn.Module):
                    def __init__(self, widths):
                        super().__init__()
                        self.convs = nn.ModuleList(nn.Conv2d(3, w, 1) for w in widths)

                    def forward(self, x):
                        return [conv(x) for conv in self.convs]
                """));
    assertThat(understood.graph().isComplete()).isTrue();
    assertThat(understood.graph().nodes()).hasSize(2);
  }

  @Test
  void whatAnArgumentThatIsGoneThroughHoldsIsCountedTogether() {
    Interpretation understood =
        understood(
            Map.of(
                "net.py",
                """
                import torch
                from torch import nn


                class Net(nn.Module):
                    def __init__(self, depths):
                        super().__init__()
                        rates = [rate.item() for rate in torch.linspace(0, 0.1, sum(depths))]
                        self.drops = nn.ModuleList(nn.Dropout(rate) for rate in rates)
                        self.stages = nn.ModuleList(
                            nn.Sequential(*[nn.Linear(8, 8) for _ in range(depth)])
                            for depth in depths
                        )

                    def forward(self, x):
                        for drop, stage in zip(self.drops, self.stages):
                            x = drop(stage(x))
                        return x
                """));
    assertThat(understood.graph().isComplete()).isTrue();
    assertThat(understood.graph().nodes()).isNotEmpty();
  }

  @Test
  void aValueThatTheCodeRefusesIsNotTheOneThatNobodyGives() {
    Interpretation words =
        understood(
            Map.of(
                "net.py",
                """
                from torch import nn


                class Words(nn.Embedding):
                    def __init__(self, count, width):
                        super().__init__(count, width, padding_idx=1)
                """));
    assertThat(words.graph().weights().getFirst().value().type().shape())
        .hasToString("(count, width)");
  }

  @Test
  void whatAFunctionMayDoWithoutEndIsFollowedAFewCallsDeep() {
    Interpretation net =
        understood(
            Map.of(
                "net.py",
                """
                from torch import nn


                def half(size):
                    if isinstance(size, tuple):
                        return tuple(half(part) for part in (size, size))
                    return size // 2


                class Net(nn.Module):
                    def __init__(self, kernel):
                        super().__init__()
                        self.conv = nn.Conv2d(3, 8, kernel, padding=half(kernel))
                        self.head = nn.Conv2d(8, 4, 1)

                    def forward(self, x):
                        return self.head(self.conv(x))
                """));
    assertThat(net.graph().nodes()).hasSize(2);
    assertThat(net.graph().notes()).noneMatch(note -> note.text().contains("too many steps"));
  }

  @Test
  void whatForwardDoesToTheModelIsNotThereWhenItIsTracedAgain() {
    Interpretation net =
        understood(
            Map.of(
                "net.py",
                """
                from torch import nn


                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.conv = nn.Conv2d(3, 8, 3)
                        self.head = nn.Linear(8 * 30 * 30, 10)
                        self.calls = 0
                        self.seen = []

                    def forward(self, x):
                        self.calls += 1
                        self.seen.append(self.conv(x))
                        if self.calls > 1 or len(self.seen) > 1:
                            return "called again"
                        return self.head(self.seen[0].flatten(1))
                """));
    assertThat(net.inputs().getFirst().type().shape()).hasToString("(B, 3, 32, 32)");
    assertThat(net.graph().isComplete()).isTrue();
    assertThat(net.graph().nodes()).hasSize(3);
  }

  @Test
  void howLargeSquareImagesAreIsFoundAsWell() {
    assertThat(
            built(
                Map.of(
                    "net.py",
                    """
                    import torch.nn.functional as F
                    from torch import nn


                    class Net(nn.Module):
                        def __init__(self):
                            super().__init__()
                            self.conv = nn.Conv2d(3, 16, 3, stride=2, padding=1)
                            self.gate = nn.Conv2d(16, 16, 1)
                            self.head = nn.Linear(16, 10)

                        def forward(self, x):
                            x = self.conv(x)
                            x = x * self.gate(F.avg_pool2d(x, x.size(2)))
                            x = F.avg_pool2d(x, 16)
                            return self.head(x.view(x.size(0), -1))
                    """)))
        .isEqualTo("Net(): (B, 3, 32, 32)");
  }

  @Test
  void anArgumentIsNotTheSizeOfAnInputThatFits() {
    Map<String, String> block =
        Map.of(
            "net.py",
            """
            from torch import nn


            class Block(nn.Module):
                def __init__(self, inner, outer):
                    super().__init__()
                    self.conv = nn.Conv2d(inner, outer, 3, padding=1)

                def forward(self, x):
                    return x + self.conv(x)
            """);
    assertThat(understood(block, false).inputs().getFirst().type().shape())
        .hasToString("(B, inner, H, W)");
    // What is to be run must fit.
    assertThat(understood(block, true).inputs().getFirst().type().shape())
        .hasToString("(B, outer, H, W)");
  }

  @Test
  void aClassIsAskedForWhatItInheritsFrom() {
    Interpretation net =
        understood(
            Map.of(
                "net.py",
                """
                from torch import nn


                class Net(nn.Module):
                    def __init__(self, layer=None):
                        super().__init__()
                        layer = layer or Plain
                        options = {}
                        if issubclass(layer, Deep):
                            options["depth"] = 3
                        self.layer = layer(8, **options)

                    def forward(self, x):
                        return self.layer(x)


                class Plain(nn.Linear):
                    def __init__(self, width, out=5):
                        super().__init__(width, out)


                class Deep(Plain):
                    def __init__(self, width, depth):
                        super().__init__(width, depth)
                """));
    assertThat(net.graph().weights().getFirst().value().type().shape()).hasToString("(5, 8)");
  }

  @Test
  void anAssertionByACallTellsSizesAndRanks() {
    assertThat(
            built(
                Map.of(
                    "net.py",
                    """
                    import torch
                    from torch import nn
                    from torch import _assert


                    class Net(nn.Module):
                        def __init__(self, size=96):
                            super().__init__()
                            self.size = size
                            self.scale = nn.Parameter(torch.ones(1))

                        def forward(self, x):
                            _assert(x.ndim == 4, f"not {x.ndim}")
                            _assert(x.shape[2] == self.size, "another height")
                            return x * self.scale
                    """)))
        .isEqualTo("Net(): (B, C, 96, W)");
  }

  private String net(String caller) {
    return built(Map.of("net.py", NET, "train.py", caller));
  }

  private String built(Map<String, String> files) {
    Interpretation understood = understood(files);
    return understood.construction().call() + ": " + understood.inputs().getFirst().type().shape();
  }

  private Interpretation understood(Map<String, String> files) {
    return understood(files, true);
  }

  private Interpretation understood(Map<String, String> files, boolean hasFirstValues) {
    Project project = new Project(new MemoryTree(files), Tensorvet::parse, frameworks);
    SourceModule module = project.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow();
    return interpreter.interpret(
        module.classes().getFirst(),
        new Request(List.of(), /* isTraining= */ true, hasFirstValues, /* looksAtUses= */ false));
  }
}
