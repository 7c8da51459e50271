package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes of what distributions give, as PyTorch 2.15 has them. */
final class DistributionsTest {

  private static final String IMPORTS =
      """
      from torch.distributions import Bernoulli, Categorical, Independent, Normal, Uniform
      from torch.distributions.kl import kl_divergence
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Normal(torch.zeros(5, 1), torch.ones(3)).sample()                      | (5, 3)
          Normal(torch.zeros(5, 1), torch.ones(3)).sample((2,))                  | (2, 5, 3)
          Normal(torch.zeros(5, 1), torch.ones(3)).log_prob(torch.zeros(7, 5, 3)) | (7, 5, 3)
          Normal(torch.zeros(5, 1), torch.ones(3)).entropy()                     | (5, 3)
          Normal(0, 1).sample((4, 2))                                            | (4, 2)
          Categorical(probs=torch.rand(6, 4)).sample()                           | (6,)
          Categorical(probs=torch.rand(6, 4)).sample((2,))                       | (2, 6)
          Categorical(logits=torch.rand(6, 4)).log_prob(torch.zeros(2, 6))       | (2, 6)
          Categorical(logits=torch.rand(6, 4)).log_prob(torch.zeros(1).long())   | (6,)
          Categorical(logits=torch.rand(6, 4)).entropy()                         | (6,)
          Bernoulli(torch.rand(6, 4)).sample((2,))                               | (2, 6, 4)
          Bernoulli(logits=torch.rand(6, 4)).log_prob(torch.zeros(4))            | (6, 4)
          Independent(Normal(torch.zeros(5, 3, 2), torch.ones(2)), 2).entropy()  | (5,)
          Independent(Normal(torch.zeros(5, 3), 1.0), 1).log_prob(torch.zeros(5, 3)) | (5,)
          Uniform(torch.zeros(3), 1.0).sample((2,))                              | (2, 3)
          kl_divergence(Normal(torch.zeros(5, 3), 1.0), Normal(0.0, 1.0))        | (5, 3)
          kl_divergence(Categorical(torch.rand(5, 4)), Categorical(torch.rand(5, 4))) | (5,)
          kl_divergence(Bernoulli(torch.rand(5, 3)), Bernoulli(0.5))             | (5, 3)
          kl_divergence(Uniform(torch.zeros(5), 1.0), Uniform(-1.0, 2.0))        | (5,)
          """)
  void whatIsDrawnHasAShape(String expression, String shape) {
    Net net =
        Net.in(
            IMPORTS,
            """
            def forward(self):
                return %s
            """
                .formatted(expression));
    assertThat(net.output()).isEqualTo(shape);
    assertThat(net.contradictions()).isEmpty();
  }
}
