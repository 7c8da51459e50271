package dev.tensorvet.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.graph.LayerTable.Layer;
import dev.tensorvet.interp.Request;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.DiskFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LayerTableTest {

  private final Tensorvet tensorvet;
  private final Path file;

  LayerTableTest(@TempDir Path folder) {
    this.tensorvet = new Tensorvet(new DiskFiles(folder));
    this.file = folder.resolve("net.py");
  }

  /** The table of the last model of a file. */
  private LayerTable table(String code) {
    String text = "import torch\nfrom torch import nn\n" + code;
    tensorvet.put(file, SourceFile.of("net.py", Language.PYTHON, text));
    return LayerTable.of(
        tensorvet.models(tensorvet.module(file).orElseThrow(), Request.plain()).getLast().graph());
  }

  private static List<String> rows(LayerTable table) {
    return table.layers().stream()
        .map(l -> l.call().path() + " " + l.call().type() + " " + l.parameters().known())
        .toList();
  }

  @Test
  void containersAndTheInsideOfLayersHaveNoRow() {
    LayerTable table =
        table(
            """
            class Block(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.fc = nn.Linear(8, 8)
                    self.skip = nn.Sequential()
                def forward(self, x):
                    return self.fc(x) + self.skip(x)

            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.blocks = nn.Sequential(Block(), nn.Sequential(nn.ReLU(), Block()))
                    self.attn = nn.MultiheadAttention(8, 2)
                def forward(self, x):  # tensorvet: input (T, B, 8)
                    x = self.blocks(x)
                    return self.attn(x, x, x)[0]
            """);
    assertThat(rows(table))
        .containsExactly(
            "blocks.0 Block 72",
            "blocks.0.fc Linear 72",
            "blocks.0.skip Sequential 0",
            "blocks.1.0 ReLU 0",
            "blocks.1.1 Block 72",
            "blocks.1.1.fc Linear 72",
            "blocks.1.1.skip Sequential 0",
            "attn MultiheadAttention 288");
    assertThat(table.parameters()).isEqualTo(Count.of(2 * 72 + 288));
  }

  @Test
  void aModuleThatNoneHoldsStandsBelowTheOneThatCallsIt() {
    LayerTable table =
        table(
            """
            class Block(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.fc = nn.Linear(8, 8)
                def forward(self, x):
                    return nn.ReLU(inplace=True)(self.fc(x) + x)

            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.blocks = nn.Sequential(Block(), Block())
                    self.head = nn.Linear(8, 2)
                def forward(self, x):
                    return nn.Tanh()(self.head(self.blocks(x)))
            """);
    assertThat(rows(table))
        .containsExactly(
            "blocks.0 Block 72",
            "blocks.0.fc Linear 72",
            "blocks.0.ReLU() ReLU 0",
            "blocks.1 Block 72",
            "blocks.1.fc Linear 72",
            "blocks.1.ReLU() ReLU 0",
            "head Linear 18",
            "Tanh() Tanh 0");
  }

  @Test
  void aModuleThatIsCalledTwiceCountsOnceInTheSum() {
    LayerTable table =
        table(
            """
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.fc = nn.Linear(8, 8)
                def forward(self, x):
                    return self.fc(self.fc(x))
            """);
    assertThat(rows(table)).containsExactly("fc Linear 72", "fc Linear 72");
    assertThat(table.layers()).extracting(Layer::isAgain).containsExactly(false, true);
    assertThat(table.parameters()).isEqualTo(Count.of(72));
    assertThat(table.flops().known()).hasToString("256*B");
  }

  @Test
  void aSharedWeightCountsInEachLayerAndOnceInTheSum() {
    LayerTable table =
        table(
            """
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.words = nn.Embedding(100, 8)
                    self.head = nn.Linear(8, 100, bias=False)
                    self.head.weight = self.words.weight
                def forward(self, x):  # tensorvet: input (B, 5)
                    return self.head(self.words(x))
            """);
    assertThat(rows(table)).containsExactly("words Embedding 800", "head Linear 800");
    assertThat(table.parameters()).isEqualTo(Count.of(800));
  }

  @Test
  void whatIsFrozenIsNotTrainable() {
    LayerTable table =
        table(
            """
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.fc = nn.Linear(8, 8)
                    self.scale = nn.Parameter(torch.ones(8), requires_grad=False)
                def forward(self, x):
                    return self.fc(x) * self.scale
            """);
    assertThat(table.parameters()).isEqualTo(Count.of(80));
    assertThat(table.trainable()).isEqualTo(Count.of(72));
  }
}
