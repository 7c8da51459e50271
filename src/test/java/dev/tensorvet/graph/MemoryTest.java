package dev.tensorvet.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.interp.Request;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.DiskFiles;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is kept was measured with the hooks for saved tensors of PyTorch 2.15, for a batch of 2 in
 * training; the few bytes of means and deviations that norms keep are left out of the estimate.
 */
final class MemoryTest {

  private final Tensorvet tensorvet;
  private final Path file;

  MemoryTest(@TempDir Path folder) {
    this.tensorvet = new Tensorvet(new DiskFiles(folder));
    this.file = folder.resolve("net.py");
  }

  /** The graph of a model with this code in its class. */
  private Graph graph(String input, String init, String forward) {
    String code =
        """
        import torch
        import torch.nn.functional as F
        from torch import nn

        class Net(nn.Module):
            def __init__(self):
                super().__init__()
        %s
            # tensorvet: input %s
            def forward(self, x):
        %s"""
            .formatted(init.indent(8), input, forward.indent(8));
    tensorvet.put(file, SourceFile.of("net.py", Language.PYTHON, code));
    return tensorvet
        .models(tensorvet.module(file).orElseThrow(), Request.plain())
        .getFirst()
        .graph();
  }

  private Memory memory(String input, String init, String forward) {
    return Memory.of(graph(input, init, forward), Precision.FLOAT32);
  }

  private static long kept(Memory memory) {
    assertThat(memory.activations().isWhole()).isTrue();
    return memory.activations(2).known().known().orElseThrow();
  }

  @Test
  void aConvolutionalNetwork() {
    Memory memory =
        memory(
            "(B, 3, 32, 32)",
            """
            self.f = nn.Sequential(
                nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(inplace=True), nn.MaxPool2d(2),
                nn.Conv2d(8, 16, 3, stride=2), nn.GroupNorm(4, 16), nn.SiLU(),
                nn.AdaptiveAvgPool2d(1))
            self.fc = nn.Linear(16, 10)
            """,
            "return self.fc(torch.flatten(self.f(x), 1))");
    assertThat(kept(memory)).isEqualTo(195_904 - 2 * 32 - 2 * 32 - 128);
    assertThat(memory.gradients()).isEqualTo(Count.of(4 * 1_610));
    // With the statistics of the batch norm, and its count of batches.
    assertThat(memory.weights()).isEqualTo(Count.of(4 * (1_610 + 2 * 8) + 8));
  }

  @Test
  void attentionWrittenOut() {
    Memory memory =
        memory(
            "(B, 16, 32)",
            """
            self.qkv = nn.Linear(32, 96)
            self.proj = nn.Linear(32, 32)
            """,
            """
            B, N, C = x.shape
            q, k, v = self.qkv(x).reshape(B, N, 3, 4, C // 4).permute(2, 0, 3, 1, 4).unbind(0)
            a = ((q @ k.transpose(-2, -1)) * (C // 4) ** -0.5).softmax(dim=-1)
            return self.proj((a @ v).transpose(1, 2).reshape(B, N, C))
            """);
    assertThat(kept(memory)).isEqualTo(28_672);
  }

  @Test
  void gatesAndActivations() {
    Memory memory =
        memory(
            "(B, 8)",
            """
            self.a = nn.Linear(8, 16)
            self.b = nn.Linear(8, 16)
            """,
            """
            gate = torch.sigmoid(self.a(x)) * torch.tanh(self.b(x))
            return gate + F.leaky_relu(self.a(x), 0.1)
            """);
    assertThat(kept(memory)).isEqualTo(448);
  }

  @Test
  void nothingIsKeptOfWhatIsNotTrained() {
    Memory memory =
        memory(
            "(B, 8)",
            """
            self.w = nn.Parameter(torch.zeros(8, 8), requires_grad=False)
            self.head = nn.Linear(8, 2)
            """,
            "return self.head(torch.relu(x @ self.w))");
    // The argument of the head alone.
    assertThat(kept(memory)).isEqualTo(2 * 8 * 4);
    assertThat(memory.gradients()).isEqualTo(Count.of(4 * 18));
  }

  @Test
  void anUnknownOperationMakesALowerBound() {
    Memory memory = memory("(B, 8)", "self.a = nn.Linear(8, 8)", "return mystery(self.a(x))");
    assertThat(memory.activations().isWhole()).isFalse();
    assertThat(memory.activations(2).known().known()).hasValue(2 * 8 * 4);
  }

  @Test
  void whatOptimizersKeep() {
    Memory memory = memory("(B, 8)", "self.a = nn.Linear(8, 8, bias=False)", "return self.a(x)");
    long fixed = 2 * 256;
    assertThat(memory.total(Optimizer.SGD, 2).known().known()).hasValue(fixed + 64);
    assertThat(memory.total(Optimizer.MOMENTUM, 2).known().known()).hasValue(fixed + 256 + 64);
    assertThat(memory.total(Optimizer.ADAM, 2).known().known()).hasValue(fixed + 512 + 64);
  }

  @Test
  void autocastKeepsHalvesAndCopiesOfWeights() {
    Graph graph =
        graph(
            "(B, 8)",
            """
            self.a = nn.Linear(8, 16, bias=False)
            self.b = nn.Linear(16, 4, bias=False)
            """,
            "return self.b(torch.relu(self.a(x))).softmax(1)");
    Memory memory = Memory.of(graph, Precision.MIXED);
    assertThat(memory.weights()).isEqualTo(Count.of((4 + 2) * (8 * 16 + 16 * 4)));
    // The input and the activation in 16 bits, the probabilities in 32.
    assertThat(memory.activations(1).known().known()).hasValue(2 * 8 + 2 * 16 + 4 * 4);
  }

  @Test
  void theLargestBatchThatFits() {
    Memory memory = memory("(B, 8)", "self.a = nn.Linear(8, 8, bias=False)", "return self.a(x)");
    assertThat(memory.largestBatch(Optimizer.SGD, 512 + 10 * 32)).hasValue(10);
    assertThat(memory.largestBatch(Optimizer.SGD, 512 + 11 * 32 - 1)).hasValue(10);
    assertThat(memory.largestBatch(Optimizer.SGD, 500)).hasValue(0);
    assertThat(memory.largestBatch(Optimizer.SGD, Long.MAX_VALUE)).isEqualTo(OptionalLong.empty());
  }

  @Test
  void aBatchThatIsANumberIsScaled() {
    Memory memory = memory("(4, 8)", "self.a = nn.Linear(8, 8)", "return self.a(x)");
    assertThat(memory.activations(8).known().known()).hasValue(8 * 8 * 4);
  }
}
