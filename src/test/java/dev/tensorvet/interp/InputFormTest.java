package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.workspace.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a model does with its inputs tells what they are. */
final class InputFormTest {

  private final Frameworks frameworks = Frameworks.all();
  private final Interpreter interpreter = new Interpreter(Tensorvet::parse, frameworks, Ops::all);

  @Test
  void whatIsAskedForByKeysIsADict() {
    Interpretation net =
        net(
            """
            def __init__(self):
                super().__init__()
                self.image = nn.Linear(32, 8)
                self.word = nn.Embedding(100, 8)

            def forward(self, batch):
                return self.image(batch["image"].flatten(1)) + self.word(batch.get("word"))
            """);
    assertThat(inputs(net)).contains("batch.image", "batch.word");
    assertThat(net.contradictions()).isEmpty();
  }

  @Test
  void whatHasAttributesThatNoTensorHasIsAnObject() {
    Interpretation net =
        net(
            """
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(3, 8, 3)

            def forward(self, samples):
                return self.conv(samples.pixels), samples.valid.float()
            """);
    assertThat(inputs(net)).startsWith("samples.pixels (B, 3, H, W)").contains("samples.valid");
  }

  @Test
  void whatIsPutTogetherIsAList() {
    Interpretation net =
        net(
            """
            def __init__(self, channels, out):
                super().__init__()
                self.conv = nn.Conv2d(channels, out, 1)

            def forward(self, maps):
                return self.conv(torch.cat(maps, dim=1))
            """);
    assertThat(inputs(net)).contains("maps[0]", "maps[1]");
    assertThat(net.contradictions()).noneMatch(Contradiction::isCertain);
  }

  @Test
  void whatIsPutTogetherForAConvolutionIsABatchOfImages() {
    Interpretation pair =
        net(
            """
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(6, 8, 4, stride=2, padding=1)
                self.norm = nn.InstanceNorm2d(8)

            def forward(self, drawn, photo):
                return self.norm(self.conv(torch.cat((drawn, photo), 1)))
            """);
    assertThat(inputs(pair)).isEqualTo("drawn (B, C, H, W), photo (B, -C + 6, H, W)");
  }

  @Test
  void whatIsAddedToInPlaceDoesNotSpread() {
    Interpretation tokens =
        net(
            """
            def __init__(self, size=32):
                super().__init__()
                self.conv = nn.Conv2d(3, 16, 3, stride=2, padding=1)
                self.places = nn.Parameter(torch.zeros(1, (size // 2) ** 2, 16))

            def forward(self, x):
                x = self.conv(x).flatten(2).transpose(1, 2)
                x += self.places
                return x
            """);
    assertThat(inputs(tokens)).isEqualTo("x (B, 3, 32, 32)");
  }

  @Test
  void channelsAreWhatALayerOverPatchesTakes() {
    Interpretation patches =
        net(
            """
            def __init__(self, patch, dim):
                super().__init__()
                self.patch = patch
                self.embed = nn.Linear(3 * patch**2, dim)

            def forward(self, x):
                x = nn.functional.unfold(x, self.patch, stride=self.patch)
                return self.embed(x.transpose(1, 2))
            """);
    assertThat(inputs(patches)).isEqualTo("x (B, 3, H, W)");
  }

  @Test
  void aBoundBelowZeroCountsFromTheEnd() {
    Interpretation causal =
        net(
            """
            def __init__(self, channels, kernel, dilation):
                super().__init__()
                self.cut = (kernel - 1) * dilation
                self.conv = nn.Conv1d(
                    channels, channels, kernel, padding=self.cut, dilation=dilation)

            def forward(self, x):
                return x + self.conv(x)[:, :, :-self.cut]
            """);
    assertThat(inputs(causal)).isEqualTo("x (B, channels, D)");
    assertThat(causal.graph().output().values().map(value -> value.type().shape().toString()))
        .containsExactly("(B, channels, D)");
  }

  @Test
  void theLastHalfIsHalfAsLong() {
    Interpretation half =
        net(
            """
            def __init__(self):
                super().__init__()
                self.lin = nn.Linear(8, 8)

            def forward(self, x):
                batch, length, _ = x.shape
                return self.lin(x)[:, -(length // 2):, :]
            """);
    assertThat(half.graph().output().values().map(value -> value.type().shape().toString()))
        .containsExactly("(B, T//2, 8)");
  }

  @Test
  void whatIsPutTogetherAndTakenByItsPlaceIsOneList() {
    Interpretation root =
        net(
            """
            def __init__(self, channels, out):
                super().__init__()
                self.conv = nn.Conv2d(channels, out, 1)

            def forward(self, maps):
                return self.conv(torch.cat(maps, dim=1)) + maps[0]
            """);
    assertThat(inputs(root)).contains("maps[0]", "maps[1]");
    assertThat(root.graph().notes()).isEmpty();
  }

  @Test
  void whatCodeAppendsToIsAList() {
    Interpretation net =
        net(
            """
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(8, 4, 3, padding=1)

            def forward(self, x, maps):
                maps.append(self.conv(x))
                return torch.cat(maps, dim=1)
            """);
    assertThat(inputs(net)).contains("maps[0]").doesNotContain("append");
    assertThat(net.graph().notes()).isEmpty();
  }

  @Test
  void whatIsTakenApartIsAList() {
    Interpretation net =
        net(
            """
            def __init__(self):
                super().__init__()
                self.low = nn.Conv2d(8, 4, 1)
                self.high = nn.Conv2d(16, 4, 1)

            def forward(self, features):
                low, high = features
                return self.low(low), self.high(high)
            """);
    assertThat(inputs(net))
        .isEqualTo(
            "features[0] (B, 8, H, W), features[1] (B_features_1, 16, H_features_1, W_features_1)");
    assertThat(net.graph().isComplete()).isTrue();
  }

  @Test
  void aKeyThatATensorIsWrittenForChangesNothing() {
    Interpretation net =
        net(
            """
            def forward(self, x):  # tensorvet: input (B, 3)
                return x["no such thing"]
            """);
    assertThat(inputs(net)).isEqualTo("x (B, 3)");
  }

  @Test
  void aWidthThatAScaleHasIsThatOfTheInput() {
    Interpretation net =
        net(
            """
            def __init__(self, width):
                super().__init__()
                self.scale = nn.Parameter(torch.ones(width))

            def forward(self, x):
                return torch.tanh(x) * self.scale
            """);
    assertThat(inputs(net)).isEqualTo("x (B, width)");
    assertThat(net.graph().isComplete()).isTrue();
  }

  @Test
  void whatMeetsAMapOfFourDimensionsHasFour() {
    Interpretation net =
        net(
            """
            def __init__(self, channels):
                super().__init__()
                self.register_buffer("weight", torch.ones(channels))

            def forward(self, x):
                return x * self.weight.reshape(1, -1, 1, 1)
            """);
    assertThat(net.graph().isComplete()).isTrue();
    assertThat(inputs(net)).endsWith(", channels, H, W)");
  }

  @Test
  void heightAndWidthAreBothFoundWhereBothMustFit() {
    Interpretation net =
        net(
            """
            def __init__(self):
                super().__init__()
                self.down = nn.Conv2d(3, 8, 3, stride=2, padding=1)
                self.up = nn.ConvTranspose2d(8, 3, 2, stride=2)

            def forward(self, x):
                return torch.cat([x, self.up(self.down(x))], dim=1)
            """);
    assertThat(net.graph().isComplete()).isTrue();
  }

  @Test
  void whereSymbolsLeadNowhereUsualNumbersAreTriedAndTold() {
    Interpretation net =
        net(
            """
            def __init__(self, width):
                super().__init__()
                self.first = nn.Linear(3, width)
                self.second = nn.Linear(width, 2 ** math.ceil(math.log2(width)))

            def forward(self, x):
                return self.second(self.first(x))
            """);
    assertThat(net.graph().isComplete()).isTrue();
    assertThat(net.graph().notes())
        .anyMatch(note -> note.text().contains("taken to be usual: width = 64"));
    assertThat(net.contradictions()).noneMatch(Contradiction::isCertain);
  }

  private Interpretation net(String body) {
    String code = "import math\nimport torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n";
    Project project =
        new Project(
            new MemoryTree(Map.of("net.py", code + body.indent(4))), Tensorvet::parse, frameworks);
    return interpreter.interpret(
        project.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow().classes().getFirst(),
        Request.shown(List.of()));
  }

  private static String inputs(Interpretation net) {
    return net.inputs().stream()
        .map(input -> input.name() + " " + input.type().shape())
        .collect(Collectors.joining(", "));
  }
}
