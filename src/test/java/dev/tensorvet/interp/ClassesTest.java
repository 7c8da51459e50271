package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the classes and functions around a model do when it is built. */
final class ClassesTest {

  @Test
  void anAssignmentToAPropertyRunsItsSetter() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.length = 7

            @property
            def length(self):
                return self._length

            @length.setter
            def length(self, value):
                self._length = value
                self.register_buffer("mask", torch.ones(value, value))

            def forward(self, x):
                return self.mask[: self.length]
            """);
    assertThat(net.output()).isEqualTo("(7, 7)");
  }

  @Test
  void whatDecoratorsRegisterIsFound() {
    Net net =
        Net.in(
            """
            class Registry:
                def __init__(self):
                    self.made = {}

                def register(self, name):
                    def keep(function):
                        self.made[name] = function
                        return function

                    return keep


            LAYERS = Registry()


            @LAYERS.register("plain")
            def plain(width):
                return nn.Linear(width, 3)


            @LAYERS.register("wide")
            class Wide(nn.Linear):
                def __init__(self, width):
                    super().__init__(width, 30)


            """,
            """
            def __init__(self):
                super().__init__()
                self.plain = LAYERS.made["plain"](8)
                self.wide = LAYERS.made["wide"](8)

            def forward(self, x):
                return self.plain(x), self.wide(x)
            """);
    assertThat(net.output()).isEqualTo("[(B, 3), (B, 30)]");
  }

  @Test
  void aMemberOfAnEnumerationIsItsValue() {
    Net net =
        Net.in(
            """
            class Mode(enum.Enum):
                UP = "up"
                DOWN = "down"


            """,
            """
            def __init__(self, mode="down"):
                super().__init__()
                known = mode in [each.value for each in Mode]
                self.layer = nn.Linear(4, 8 if known and Mode(mode) == Mode.UP else 2)

            def forward(self, x):
                return self.layer(x)
            """);
    assertThat(net.output()).isEqualTo("(B, 2)");
  }

  @Test
  void aMemberOfAnEnumerationMayBeAskedForItsClass() {
    Net net =
        Net.in(
            """
            class Mode(enum.Enum):
                UP = "up"
                DOWN = "down"


            """,
            """
            def __init__(self, mode=Mode.UP):
                super().__init__()
                if not isinstance(mode, Mode):
                    raise TypeError("no mode")
                self.layer = nn.Linear(4, 8 if mode == Mode.UP else 2)

            def forward(self, x):
                return self.layer(x)
            """);
    assertThat(net.output()).isEqualTo("(B, 8)");
  }

  @Test
  void aTensorIsNoFunction() {
    Net net =
        Net.in(
            """
            def default(value, other):
                if value is not None:
                    return value
                return other() if inspect.isfunction(other) else other


            """,
            """
            def __init__(self):
                super().__init__()
                self.layer = nn.Linear(4, 8)

            def forward(self, x, context=None):
                return self.layer(default(context, x))
            """);
    assertThat(net.output()).isEqualTo("(B, 8)");
  }

  @Test
  void whatAsksForTheDeviceRunsOnTheProcessor() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.layer = nn.Linear(4, 8)

            def forward(self, x):
                y = self.layer(x)
                if y.device.type == "cpu":
                    return torch.relu(y)
                return read(y)
            """);
    assertThat(net.output()).isEqualTo("(B, 8)");
  }

  @Test
  void aDefaultDictMakesWhatItIsAskedFor() {
    Net net =
        Net.in(
            "from collections import defaultdict\n",
            """
            def __init__(self):
                super().__init__()
                self.layer = nn.Linear(4, 3)

            def forward(self, x):
                groups = defaultdict(list)
                for each in x.chunk(2, dim=1):
                    groups["all"].append(self.layer(each))
                return torch.cat(groups["all"], dim=1)
            """);
    assertThat(net.output()).isEqualTo("(B, 6)");
  }

  @Test
  void aGradientHasTheShapeOfWhatItIsFor() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.layer = nn.Linear(4, 3)

            def forward(self, x):
                y = self.layer(x)
                gradient = torch.autograd.grad(y.sum(), x, create_graph=True)[0]
                return y, gradient.norm(2, dim=1)
            """);
    assertThat(net.output()).isEqualTo("[(B, 3), (B,)]");
    assertThat(net.isComplete()).isFalse();
  }

  @Test
  void aWordThatIsLookedUpIsOneOfABatch() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.embedding = nn.Embedding(100, 8)
                self.rnn = nn.GRU(8, 16)

            def forward(self, word, hidden):
                output, hidden = self.rnn(self.embedding(word.unsqueeze(0)), hidden)
                return output.squeeze(0), hidden
            """);
    assertThat(net.inputs()).startsWith("word (N,)");
    assertThat(net.output()).isEqualTo("[(N, 16), (1, N, 16)]");
  }

  @Test
  void aClassWhoseForwardOnlyRaisesIsNoModel() {
    assertThat(
            Net.names(
                """
                class Base(nn.Module):
                    def forward(self, x):
                        \"""What others do.\"""
                        raise NotImplementedError


                class Heir(Base):
                    pass


                class Other(Base):
                    def forward(self, x):
                        return x
                """))
        .containsExactly("Other");
  }

  @Test
  void aDefaultThatIsATensorProvesNothing() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv1d(4, 3, 1)

            def forward(self, x, mask=torch.ones((0, 0, 0))):
                return self.conv(x.masked_fill(mask.eq(0), 0.0))
            """);
    assertThat(net.contradictions()).noneMatch(Contradiction::isCertain);
  }
}
