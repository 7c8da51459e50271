package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Weights and indices that code makes of NumPy's arrays. */
final class ArraysTest {

  @Test
  void offsetsOfFieldsAreAsManyAsTheFields() {
    Net net =
        Net.of(
            """
            def __init__(self, field_dims, width):
                super().__init__()
                self.embedding = nn.Embedding(sum(field_dims), width)
                self.offsets = np.array((0, *np.cumsum(field_dims)[:-1]), dtype=np.int64)

            def forward(self, x):
                return self.embedding(x + x.new_tensor(self.offsets).unsqueeze(0))
            """);
    assertThat(net.inputs()).isEqualTo("x (B, 2)");
    assertThat(net.output()).isEqualTo("(B, 2, width)");
  }

  @Test
  void anArrayIsTakenOverAsATensor() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                matrix = np.array([[0.3, 0.6], [0.1, 0.2], [0.5, 0.4]], dtype=np.float32).T
                self.matrix = nn.Parameter(torch.from_numpy(matrix))
                self.grid = torch.FloatTensor(np.zeros((4, 5)) + 1)

            def forward(self):
                return self.matrix, self.grid
            """);
    assertThat(net.output()).isEqualTo("[(2, 3), (4, 5)]");
  }

  @Test
  void whatBecomesATensorMayBeGivenByItsName() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.plain = torch.tensor(data=[1.0, 2.0])
                self.grid = torch.as_tensor(data=np.zeros((4, 5)))

            def forward(self):
                return self.plain, self.grid
            """);
    assertThat(net.output()).isEqualTo("[(2,), (4, 5)]");
  }

  @Test
  void arraysHaveTheMembersThatNumpyGivesThem() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                table = np.stack([np.arange(4), np.arange(4)], axis=1)
                self.layer = nn.Linear(table.size, len(table) + table.shape[1])

            def forward(self, x):
                return self.layer(x)
            """);
    assertThat(net.output()).isEqualTo("(B, 6)");
    assertThat(net.inputs()).isEqualTo("x (B, 8)");
  }

  @Test
  void whatNumpyDoesOtherwiseIsNotKnown() {
    Net net =
        Net.of(
            """
            def forward(self):
                table = np.zeros((2, 3))
                return torch.from_numpy(table.transpose()), torch.from_numpy(table[::-1])
            """);
    assertThat(net.output()).isEqualTo("[(...), (...)]");
    assertThat(net.contradictions()).isEmpty();
  }

  @Test
  void numbersStayNumbers() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.layer = nn.Linear(int(np.ceil(2.5)), int(np.sqrt(16)))

            def forward(self, x):
                return self.layer(x) * np.exp(0.5)
            """);
    assertThat(net.output()).isEqualTo("(B, 4)");
  }
}
