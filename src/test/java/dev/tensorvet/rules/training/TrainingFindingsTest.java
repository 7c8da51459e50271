package dev.tensorvet.rules.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.rules.Findings;
import org.junit.jupiter.api.Test;

/** Message, span, related places and fix of findings about training loops. */
final class TrainingFindingsTest {

  private static final String LOOP =
      """
      import torch as th
      from torch.optim import *

      net = th.nn.Linear(4, 1)
      updater = SGD(net.parameters(), lr=0.1)
      for inputs, targets in batches:
          loss = (net(inputs) - targets).square().mean()
          loss.backward()
          updater.step()
      """;

  @Test
  void missingZeroGradShowsTheStepTheBackwardPassAndTheOptimizer() {
    Findings.in(LOOP)
        .only("missing-zero-grad")
        .at("updater.step()")
        .says(
            "the gradients of `updater` add up over the turns of this loop: nothing in it sets them"
                + " to zero")
        .relates(
            "SGD(net.parameters(), lr=0.1) — the optimizer is made here",
            "loss.backward() — gradients are added here")
        .offers("insert `updater.zero_grad()` before the backward pass");
  }

  @Test
  void clipAfterStepShowsWhereTheGradientsAreUsed() {
    Findings.in(
            LOOP.replace("    loss.backward()", "    updater.zero_grad()\n    loss.backward()")
                + "    th.nn.utils.clip_grad_norm_(net.parameters(), 1.0)\n")
        .only("clip-after-step")
        .at("th.nn.utils.clip_grad_norm_(net.parameters(), 1.0)")
        .relates(
            "SGD(net.parameters(), lr=0.1) — the optimizer is made here",
            "updater.step() — the gradients are used here");
  }

  @Test
  void besideCodeThatDoesNotParseNothingIsProven() {
    assertThat(Findings.in(LOOP).only("missing-zero-grad").finding().certainty())
        .isEqualTo(Certainty.PROVEN);
    assertThat(Findings.in(LOOP + "lr = \n").only("missing-zero-grad").finding().certainty())
        .isEqualTo(Certainty.LIKELY);
  }
}
