package dev.tensorvet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.finding.Verdict;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Request;
import dev.tensorvet.workspace.MemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What rules say wrongly of a sound model, which no rule does on purpose. */
final class TrialTest {

  private static final String NET =
      """
      import torch
      from torch import nn


      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.norm = nn.BatchNorm2d(3)
              self.body = nn.Linear(20, 8)
              self.head = nn.Linear(8, 1)

          def forward(self, x):
              x = torch.flatten(self.norm(x), 1)
              x = torch.softmax(self.body(x[:, :20]), dim=1)
              return self.head(x).squeeze(-1)
      """;

  private static final Libtorch TORCH = Runs.libtorch();

  private final List<Interpretation> training = models(true);
  private final List<Interpretation> evaluation = models(false);

  @AfterAll
  static void close() {
    TORCH.close();
  }

  private static List<Interpretation> models(boolean isTraining) {
    Tensorvet tensorvet = new Tensorvet(new MemoryTree(Map.of("net.py", NET)));
    return tensorvet.models(
        tensorvet.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow(),
        new Request(List.of(Runs.floats(3, 8, 8)), isTraining));
  }

  @Test
  void whatARunContradictsIsRefuted() {
    assertRefuted("batch-norm-single-value", "batch_norm", "`batch_norm` gives `(1, 3, 8, 8)");
    assertRefuted("flatten-merges-batch", "flatten", "a batch of 4 becomes `(4, 192) float32`");
    assertRefuted("single-logit-softmax", "softmax", "its values go from 0.");
    assertRefuted(
        "squeeze-drops-batch",
        "squeeze",
        "a batch of 4 gives `(4,) float32`, a batch of 1 gives `(1,) float32`");
  }

  private void assertRefuted(String rule, String op, String evidence) {
    Verdict verdict = verdict(rule, op, evaluation);
    assertThat(verdict.state()).isEqualTo(Verdict.State.REFUTED);
    assertThat(verdict.evidence()).startsWith(evidence);
    assertThat(verdict.device()).contains("CPU");
  }

  @Test
  void anOperationThatRunsRefutesThatItCannot() {
    Interpretation sound = evaluation.getFirst();
    Interpretation blamed =
        new Interpretation(
            sound.model(),
            sound.construction(),
            sound.graph(),
            sound.inputs(),
            List.of(
                new Contradiction(
                    "flatten",
                    "it cannot be flattened",
                    node("flatten").origin(),
                    List.of(),
                    List.of(),
                    List.of(),
                    true,
                    Contradiction.Cause.SHAPES)));
    Verdict verdict = verdict("shape-mismatch", "flatten", List.of(blamed));
    assertThat(verdict.state()).isEqualTo(Verdict.State.REFUTED);
    assertThat(verdict.evidence()).isEqualTo("`flatten` gives `(4, 192) float32` with `{B=4}`");
  }

  @Test
  void ofWhatNoModelComesByNothingIsSaid() {
    Verdict verdict = verdict("squeeze-drops-batch", "softmax", evaluation);
    assertThat(verdict.state()).isEqualTo(Verdict.State.NOT_VERIFIED);
    assertThat(verdict.device()).isEmpty();
  }

  private Verdict verdict(String rule, String op, List<Interpretation> models) {
    Frame frame = node(op).origin().place().orElseThrow();
    Finding finding =
        Finding.of(new RuleId(rule), new Place(frame.file(), frame.span()), "it is wrong");
    return new Trial(TORCH, Recipe.Hardware.CPU, 1L << 30).of(finding, training, models);
  }

  private GraphNode node(String op) {
    return evaluation.getFirst().graph().nodes().stream()
        .filter(node -> node.op().equals(op))
        .findFirst()
        .orElseThrow();
  }
}
