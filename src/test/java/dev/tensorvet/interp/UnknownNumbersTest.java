package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A number that nobody knows is some number: what it makes has a size with a name. */
final class UnknownNumbersTest {

  @Test
  void aWeightOfUnknownWidthHasANameForIt() {
    Net net =
        Net.of(
            """
            def __init__(self, settings):
                super().__init__()
                self.first = nn.Linear(3, read(settings))
                self.second = nn.Linear(read(settings), 8)

            def forward(self, x):
                return self.second(self.first(x))
            """);
    assertThat(net.isComplete()).isTrue();
    assertThat(net.output()).isEqualTo("(B, 8)");
    assertThat(net.contradictions()).isEmpty();
  }

  @Test
  void whatIntGivesIsAnInteger() {
    Net net =
        Net.of(
            """
            def forward(self, x):
                half = int(read(self.training))
                return torch.zeros(2, half), torch.ones(half, 3)
            """);
    assertThat(net.output()).isEqualTo("[(2, n0), (n0, 3)]");
  }

  @Test
  void theLargerOfTwoSizesIsSomeSize() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(3, 8, 3)

            def forward(self, x):
                y = self.conv(x)
                return y / max(y.shape[2] - 5, 1)
            """);
    assertThat(net.output()).isEqualTo("(B, 8, H - 2, W - 2)");
  }

  @Test
  void theNumberInATensorIsSomeSize() {
    Net net =
        Net.of(
            """
            def forward(self, lengths):
                longest = nn.functional.one_hot(lengths, 4).max()
                return torch.zeros(2, longest), torch.arange(longest)
            """);
    assertThat(net.output()).matches("\\[\\(2, n\\d+\\), \\(n\\d+,\\)]");
  }

  @Test
  void aTensorAmongSizesIsANumber() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.weight = nn.Parameter(torch.randn(1, 64, 4, 4))

            def forward(self, batch):
                return self.weight.repeat(batch, 1, 1, 1)
            """);
    assertThat(net.inputs()).startsWith("batch ()");
    assertThat(net.output()).matches("\\(n\\d+, 64, 4, 4\\)");
  }

  @Test
  void whatIsPaddedOrNotHasSomeSize() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv1d(3, 8, 1)

            def forward(self, x):
                if x.shape[-1] % 4 != 0:
                    x = nn.functional.pad(x, (0, 4 - x.shape[-1] % 4))
                return self.conv(x)
            """);
    assertThat(net.isComplete()).isTrue();
    assertThat(net.output()).matches("\\(B, 8, n\\d+\\)");
  }

  @Test
  void aLoopThatRunsSoOftenIsFollowed() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv1d(3, 3, 1)

            def forward(self, x):
                x = self.conv(x)
                for _ in range(x.nonzero().shape[0]):
                    x = torch.relu(x)
                return x
            """);
    assertThat(net.output()).isEqualTo("(B, 3, D)");
  }

  @Test
  void aModelThatGivesBackWhatItIsGivenIsKnown() {
    Net net =
        Net.of(
            """
            def forward(self, x):
                return x
            """);
    assertThat(net.coverage().isMostlyKnown()).isTrue();
  }
}
