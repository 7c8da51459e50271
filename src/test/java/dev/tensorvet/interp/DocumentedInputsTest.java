package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.workspace.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes of inputs as docstrings and comments have them. */
final class DocumentedInputsTest {

  private final Frameworks frameworks = Frameworks.all();
  private final Interpreter interpreter = new Interpreter(Tensorvet::parse, frameworks, Ops::all);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x: (B, C, H, W)                                 | (B, C, H, W)",
        "x: [batch, steps, width]                        | (B, steps, width)",
        "x (torch.Tensor): features of shape (N, L, D).  | (B, L, D)",
        "x (Tensor, optional): ``[batch_size, seq, dim]`` | (B, seq, dim)",
        ":param x: features, (B x N x C)                 | (B, N, C)",
        "- Input: :math:`(N, C, L)`                      | (B, C, L)",
        "x: [B, T, H/2, 4]                               | (B, T, H//2, 4)",
      })
  void ofWhatTheLayersLeaveOpenADocstringTells(String line, String shape) {
    Interpretation net =
        net(
            """
                \"""Doubles.

                Args:
                    %s
                \"""
                return x * self.scale
            """
                .formatted(line));
    assertThat(net.inputs().getFirst().type().shape()).hasToString(shape);
    assertThat(net.inputs().getFirst().source()).isEqualTo(InputSource.DOCUMENTED);
    assertThat(net.graph().isComplete()).isTrue();
  }

  @Test
  void aLineBelowMayHaveIt() {
    Interpretation net =
        net(
            """
                \"""Doubles.

                Parameters
                ----------
                x : torch.Tensor
                    What to double, of shape (B, heads, T, T)
                \"""
                return x * self.scale
            """);
    assertThat(net.inputs().getFirst().type().shape()).hasToString("(B, heads, T, T)");
  }

  @Test
  void aCommentAtTheHeadHasItAsWell() {
    assertThat(
            net("    # x: (B, T, D)\n    return x * self.scale\n")
                .inputs()
                .getFirst()
                .type()
                .shape())
        .hasToString("(B, T, D)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x (Tensor, optional): what to double",
        "x: what (if anything) to double",
        "y: (B, C, H, W)",
      })
  void whatIsNoShapeIsNotTakenForOne(String line) {
    Interpretation net =
        net("    \"\"\"\n    %s\n    \"\"\"\n    return x * self.scale\n".formatted(line));
    assertThat(net.inputs().getFirst().source()).isNotEqualTo(InputSource.DOCUMENTED);
  }

  @Test
  void whatTheLayersTakeCountsMore() {
    Interpretation net = net("    # x: (B, 5, H, W)\n    return self.conv(x) * self.scale\n");
    assertThat(net.inputs().getFirst().type().shape()).hasToString("(B, 3, H, W)");
    assertThat(net.inputs().getFirst().source()).isEqualTo(InputSource.LAYERS);
    assertThat(net.contradictions()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsPassedOver() {
    Interpretation net = net("    # x: (B, T)\n    return x.transpose(1, 2) * self.scale\n");
    assertThat(net.inputs().getFirst().source()).isNotEqualTo(InputSource.DOCUMENTED);
    assertThat(net.contradictions()).isEmpty();
  }

  /** A model whose {@code forward} has this body. */
  private Interpretation net(String body) {
    String text =
        """
        import torch
        from torch import nn


        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(3, 8, 3)
                self.scale = nn.Parameter(torch.ones(1))

            def forward(self, x):
        """
            + body.lines().map(line -> "    " + line + "\n").collect(Collectors.joining());
    Project project =
        new Project(new MemoryTree(Map.of("net.py", text)), Tensorvet::parse, frameworks);
    SourceModule module = project.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow();
    return interpreter.interpret(module.classes().getFirst(), Request.shown(List.of()));
  }
}
