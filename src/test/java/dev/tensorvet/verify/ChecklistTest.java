package dev.tensorvet.verify;

import static dev.tensorvet.verify.Runs.floats;
import static dev.tensorvet.verify.Runs.integers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.verify.Check.Kind;
import dev.tensorvet.verify.Check.State;
import dev.tensorvet.verify.ModelReport.Failure;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Models are run by libtorch itself, on the processor. */
final class ChecklistTest {

  private static final Libtorch TORCH = Runs.libtorch();

  private static final Map<String, TensorType> USUAL =
      Map.of(
          "SimpleCNN", floats(3, 32, 32),
          "LSTMClassifier", integers(12),
          "TransformerBlock", floats(10, 32),
          "UNet", floats(1, 32, 32),
          "Generator", floats(16),
          "Discriminator", floats(1, 16, 16),
          "ResNet18", floats(3, 64, 64),
          "GPT", integers(12));

  @AfterAll
  static void stop() {
    TORCH.close();
  }

  private static ModelReport run(String file, String model, TensorType input) {
    return Checklist.of(Runs.of(file, input).subject(model), TORCH, Runs.options());
  }

  private static ModelReport fault(String model, long... dims) {
    return run("faults.py", model, floats(dims));
  }

  /** The lines of {@code faults.py} that findings of a rule stand on. */
  private static List<String> lines(ModelReport report, String rule) {
    return report.findings().stream()
        .filter(finding -> finding.rule().name().equals(rule))
        .map(ChecklistTest::line)
        .toList();
  }

  private static String line(Finding finding) {
    return finding
        .place()
        .file()
        .text()
        .lines()
        .toList()
        .get(finding.place().file().locate(finding.place().span().start()).line() - 1)
        .strip();
  }

  private static State state(ModelReport report, Kind kind) {
    return report.checks().stream()
        .filter(check -> check.kind() == kind)
        .map(Check::state)
        .findFirst()
        .orElseThrow();
  }

  private static String detail(ModelReport report, Kind kind) {
    return report.checks().stream()
        .filter(check -> check.kind() == kind)
        .map(Check::detail)
        .findFirst()
        .orElseThrow();
  }

  // --- models without a fault

  @Test
  void theUsualModelsPass() {
    for (Map.Entry<String, TensorType> each : USUAL.entrySet()) {
      ModelReport report = run("models.py", each.getKey(), each.getValue());
      assertThat(report.failure()).as(each.getKey()).isEmpty();
      assertThat(report.findings()).as(each.getKey()).isEmpty();
      assertThat(report.layers()).as(each.getKey()).allMatch(ModelReport.Layer::isAsPredicted);
      assertThat(report.checks())
          .as(each.getKey())
          .noneMatch(check -> check.state() == State.FAILED);
    }
  }

  /** The norms were measured with Python's torch 2.15 on the same weights, inputs and noise. */
  @Test
  void gradientsAreThoseOfPyTorch() throws IOException {
    Map<String, List<String[]>> golden = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("testdata", "verify", "gradients.tsv"))) {
      String[] words = line.split("\t", -1);
      golden.computeIfAbsent(words[0], m -> new ArrayList<>()).add(words);
    }
    assertThat(golden).hasSizeGreaterThanOrEqualTo(6);
    golden.forEach(
        (model, expected) -> {
          Subject subject =
              Runs.of("models.py", USUAL.getOrDefault(model, floats(1))).subject(model);
          // What is dropped at random differs between versions.
          Graph graph = model.equals("SimpleCNN") ? subject.evaluation() : subject.training();
          ModelReport report =
              Checklist.of(
                  new Subject(
                      model,
                      subject.place(),
                      graph,
                      subject.evaluation(),
                      subject.lesson(),
                      subject.isGivenAny()),
                  TORCH,
                  Runs.options());
          assertThat(report.gradients()).as(model).hasSameSizeAs(expected);
          for (int i = 0; i < expected.size(); i++) {
            ModelReport.Gradient found = report.gradients().get(i);
            assertThat(found.parameter()).isEqualTo(expected.get(i)[1]);
            double norm = Double.parseDouble(expected.get(i)[2]);
            assertThat(Math.abs(found.norm() - norm))
                .as(model + " " + found.parameter() + ": " + found.norm() + " for " + norm)
                .isLessThan(1e-6 + 1e-4 * norm);
          }
        });
  }

  @Test
  void aMaskOfInfinityAndAWeightOfZerosAreMeant() {
    assertThat(fault("Causal", 6, 8).findings()).isEmpty();
    assertThat(fault("ZeroHead", 8).findings()).isEmpty();
  }

  @Test
  void trainingOnOneBatchBringsTheLossDown() {
    ModelReport report =
        Checklist.of(
            Runs.of("models.py", floats(16)).subject("Generator"),
            TORCH,
            new Checklist.Options(Recipe.Hardware.CPU, Optimizer.usual(), true, true, 2L << 30));
    assertThat(state(report, Kind.OVERFIT)).isEqualTo(State.PASSED);
    assertThat(report.checks())
        .filteredOn(check -> check.kind() == Kind.PROFILE)
        .first()
        .extracting(Check::detail)
        .asString()
        .contains("forward", "backward", "step", "MB");
  }

  @Test
  void aRateOfNothingBringsItNowhere() {
    ModelReport report =
        Checklist.of(
            Runs.of("models.py", floats(16)).subject("Generator"),
            TORCH,
            new Checklist.Options(
                Recipe.Hardware.CPU, Optimizer.descent(0, 0), true, false, 2L << 30));
    assertThat(lines(report, "verify-loss-does-not-fall")).hasSize(1);
  }

  // --- planted faults

  @Test
  void aWrongWidthIsToldInLibtorchsWordsAtTheUsersLine() {
    ModelReport report = fault("WrongWidth", 3, 16, 16);
    Failure failure = report.failure().orElseThrow();
    assertThat(failure.why())
        .isEqualTo("mat1 and mat2 shapes cannot be multiplied (4x8 and 512x10)");
    assertThat(
            failure
                .place()
                .orElseThrow()
                .file()
                .locate(failure.place().orElseThrow().span().start())
                .line())
        .isEqualTo(16);
  }

  @Test
  void faultsAreFoundAtTheirLines() {
    Map<String, String> found =
        Map.of(
            "UnusedBranch", "verify-gradient-none",
            "Detached", "verify-gradient-none",
            "ExplodingInit", "verify-gradient-exploding",
            "DeadRelu", "verify-gradient-vanishing",
            "MixesSamples", "verify-batch-mixing",
            "LogOfZero", "verify-value-nonfinite");
    found.forEach(
        (model, rule) -> {
          ModelReport report = fault(model, 8);
          assertThat(lines(report, rule)).as(model).singleElement().asString().contains("# fault");
          assertThat(report.findings()).as(model).hasSize(1);
        });
    assertThat(lines(fault("MixesByView", 5, 6), "verify-batch-mixing"))
        .singleElement()
        .asString()
        .contains("# fault");
  }

  @Test
  void aValueThatIsChangedAlthoughItIsNeededIsToldWhereItIsChanged() {
    Failure failure = fault("InPlace", 8).failure().orElseThrow();
    assertThat(failure.why()).contains("modified by an inplace operation");
    assertThat(failure.place().orElseThrow().file().text(failure.place().orElseThrow().span()))
        .contains("y += 1");
  }

  @Test
  void aBatchOfOneThatFailsIsNoFailureOfTheModel() {
    ModelReport report = fault("BatchOfOne", 8);
    assertThat(report.failure()).isEmpty();
    assertThat(state(report, Kind.BATCH_SIZES)).isEqualTo(State.FAILED);
  }

  @Test
  void aModelIsTrainedAsItsProjectDoes() {
    for (String optimizer :
        List.of(
            "torch.optim.SGD(net.parameters(), lr=0.5, momentum=0.5, nesterov=True)",
            "torch.optim.RMSprop(net.parameters(), lr=0.5, momentum=0.5, alpha=0.9)")) {
      ModelReport report =
          reports(
                  """


                  class Net(nn.Module):
                      def __init__(self):
                          super().__init__()
                          self.fc = nn.Linear(8, 3)

                      def forward(self, x):
                          return self.fc(x)


                  net = Net()
                  optimizer = %s
                  for x, y in load():
                      loss = F.cross_entropy(net(x), y)
                      loss.backward()
                      optimizer.step()
                  """
                      .formatted(optimizer))
              .getFirst();
      assertThat(detail(report, Kind.OVERFIT))
          .startsWith("`F.cross_entropy(net(x), y)` goes from ")
          .endsWith("of `" + optimizer + "` with a rate of 0.500");
      assertThat(state(report, Kind.OVERFIT)).isEqualTo(State.PASSED);
      assertThat(report.checks().stream().map(Check::detail))
          .anyMatch(detail -> detail.matches("`F.cross_entropy\\(net\\(x\\), y\\)` is [0-9.]+"));
    }
  }

  private static List<ModelReport> reports(String code) {
    return Runs.reports(
        Map.of(
            "net.py",
            """
            import torch
            import torch.nn.functional as F
            from torch import nn
            """
                + code),
        TORCH);
  }

  /** Nine layers of weights that are divided by a norm which is near to zero would explode. */
  @Test
  void weightsAreDividedByTheirSpectralNorm() {
    ModelReport report =
        reports(
                """


                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.layers = nn.Sequential(
                            *[nn.utils.spectral_norm(nn.Linear(32, 32)) for _ in range(9)]
                        )

                    def forward(self, x):
                        return self.layers(x)
                """)
            .getFirst();
    assertThat(state(report, Kind.GRADIENTS)).isEqualTo(State.PASSED);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void whatIsToBeRebuiltIsTakenFromTheInput() {
    ModelReport report =
        reports(
                """
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.fc = nn.Linear(8, 8)

                    def forward(self, x):
                        return torch.sigmoid(self.fc(x.view(-1, 8))), x.mean()


                def rebuilding(y, x):
                    return F.binary_cross_entropy(y, x.view(-1, 8), reduction="sum") / x.size(0)


                net = Net()
                for x, _ in load():
                    x = x.to("cuda")
                    y, mean = net(x)
                    loss = rebuilding(y, x)
                    loss.backward()
                """)
            .getFirst();
    assertThat(report.failure()).isEmpty();
    assertThat(detail(report, Kind.OVERFIT)).startsWith("`rebuilding(y, x)` goes from ");
  }

  @Test
  void gradientsGoThroughAWeightToWhatItIsMadeOf() {
    ModelReport report =
        reports(
                """
                from torch.nn.utils import weight_norm


                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.conv = weight_norm(nn.Conv1d(3, 4, 3))
                        self.conv.weight.data.normal_(0, 0.01)

                    def forward(self, x):
                        return self.conv(x)
                """)
            .getFirst();
    assertThat(report.gradients()).hasSize(3);
    assertThat(report.findings()).isEmpty();
    assertThat(state(report, Kind.OVERFIT)).isEqualTo(State.PASSED);
  }

  @Test
  void whatLayersAskForComesBeforeWhatIsChosen() {
    ModelReport report =
        Checklist.of(Runs.of("models.py").subject("TransformerBlock"), TORCH, Runs.options());
    assertThat(report.failure()).isEmpty();
  }

  @Test
  void whatIsComputedFromOpenSizesRuns() {
    List<ModelReport> reports =
        reports(
            """
            import math


            class Attention(nn.Module):
                def forward(self, q, k, v, mask=None):
                    scores = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
                    return scores.softmax(-1) @ v


            class Words(nn.Module):
                def __init__(self, count):
                    super().__init__()
                    self.embedding = nn.Embedding(count, 8, padding_idx=3)
                    self.lstm = nn.LSTM(8, 6, batch_first=True)

                def forward(self, x, state):
                    mask = torch.ones(x.size(1), x.size(1)).tril().type(torch.ByteTensor)
                    if torch.cuda.is_available():
                        mask = mask.cuda().float()
                    y, state = self.lstm(self.embedding(x), state)
                    return (mask & 1).float() @ y, state
            """);
    assertThat(reports).allMatch(report -> report.failure().isEmpty());
    assertThat(reports).allMatch(report -> state(report, Kind.BATCH_SIZES) == State.PASSED);
  }

  @Test
  void aTableThatIsNotKnownHasAnyNumbers() {
    ModelReport report =
        reports(
                """
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.table = nn.Parameter(torch.zeros(1, 5, 8), requires_grad=False)
                        self.fc = nn.Linear(8, 2)
                        self.table.data.copy_(torch.from_numpy(waves(5, 8)).float().unsqueeze(0))

                    def forward(self, x):
                        return self.fc(x + self.table)
                """)
            .getFirst();
    assertThat(report.failure()).isEmpty();
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void whatCannotBeSaidIsAReasonAndNoFault() {
    ModelReport report =
        reports(
                """
                class Net(nn.Module):
                    def forward(self, x):
                        return F.interpolate(own(x), scale_factor=2)
                """)
            .getFirst();
    assertThat(report.failure().map(Failure::why)).contains("a call could not be followed");
  }

  @Test
  void aModelOfLikelyNumbersProvesNothing() {
    ModelReport report =
        reports(
                """
                class Net(nn.Module):
                    def __init__(self, width):
                        super().__init__()
                        self.fc = nn.Linear(width, width)
                        self.unused = nn.Linear(width, width)

                    def forward(self, x):
                        return self.fc(x)
                """)
            .getFirst();
    assertThat(report.findings()).isEmpty();
    assertThat(state(report, Kind.GRADIENTS)).isEqualTo(State.TOLD);
  }

  // --- what may not take anything else with it

  @Test
  void aModelThatCrashesLibtorchCostsItselfAlone() {
    ModelReport report = fault("Crashes", 12, 8);
    assertThat(report.failure().map(Failure::kind)).contains(Failure.Kind.DIED);
    assertThat(report.failure().map(Failure::why)).contains("it crashed libtorch");
    assertThat(fault("ZeroHead", 8).failure()).isEmpty();
  }

  @Test
  void moreMemoryThanThereIsIsRefusedBeforeTheRunOrInIt() {
    assertThat(fault("Huge", 8).failure().map(Failure::why).orElseThrow())
        .startsWith("it needs about 205 GB");
    Checklist.Options generous =
        new Checklist.Options(Recipe.Hardware.CPU, Optimizer.usual(), false, false, Long.MAX_VALUE);
    ModelReport report =
        Checklist.of(Runs.of("faults.py", floats(8)).subject("Huge"), TORCH, generous);
    assertThat(report.failure().map(Failure::why).orElseThrow()).contains("memory");
    assertThat(fault("ZeroHead", 8).failure()).isEmpty();
  }

  @Test
  void whatDoesNotEndIsEnded() {
    String endless =
        """
        class M(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def run(self: __torch__.M, a: Tensor) -> List[Tensor]:
            n = 0
            while n >= 0:
              n = n + 1 - int(a[0]) * 0 - 1
            return [a]
        """;
    Request load =
        new Request.Load(ByteBuffer.wrap(Archive.of(endless, new SourceMap(), List.of())));
    try (Libtorch torch = Runs.libtorch(Duration.ofSeconds(2), Map.of(), List.of())) {
      assertThat(torch.ask(load)).isInstanceOf(Answer.Given.class);
      Request run = new Request.Call("run", List.of(1.0));
      assertThat(torch.ask(run)).isEqualTo(new Answer.Died("it did not end within 2 s"));
      assertThat(torch.ask(run))
          .as("what is asked later hears the reason, too")
          .isEqualTo(new Answer.Died("it did not end within 2 s"));
      assertThat(torch.ask(load)).isInstanceOf(Answer.Given.class);
    }
  }

  @Test
  void whoCannotStartSaysWhy() {
    try (Libtorch torch =
        new Libtorch(
            new Libtorch.Setting(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of(Path.of("target", "classes")),
                Map.of(),
                List.of(),
                Optional.empty(),
                Duration.ofSeconds(5)))) {
      assertThat(torch.greeting()).isEmpty();
      assertThat(torch.failure().orElseThrow()).startsWith("libtorch does not start");
    }
  }
}
