package dev.tensorvet.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.rules.Findings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Message, span, related places and fix of each rule about models. */
final class ModelFindingsTest {

  @Test
  void missingSuperInitUnderlinesTheNameOfInit() {
    Findings.in(
            """
            import torch.nn as N

            class Net(N.Module):
                def __init__(self):
                    self.fc = N.Linear(2, 2)

                def forward(self, x):
                    return self.fc(x)
            """)
        .only("module-missing-super-init")
        .at("__init__")
        .says("`Net.__init__` never calls `super().__init__()`")
        .relates()
        .offers("insert `super().__init__()`");
  }

  @Test
  void aPathWithoutSuperInitIsLikelyAndNotProven() {
    Finding finding =
        Findings.in(
                """
                from torch import nn

                class Net(nn.Module):
                    def __init__(self, small):
                        if not small:
                            super().__init__()

                    def forward(self, x):
                        return x
                """)
            .only("module-missing-super-init")
            .says("`Net.__init__` can end without calling `super().__init__()`")
            .finding();
    assertThat(finding.certainty()).isEqualTo(Certainty.LIKELY);
    assertThat(finding.fix()).isEmpty();
  }

  @Test
  void aModuleInNameOnlyIsLikelyAndNotProven() {
    Finding finding =
        Findings.in(
                """
                from torch import nn

                class Scaler(nn.Module):
                    def __init__(self, mean):
                        self.mean = mean

                    def scale(self, x):
                        return x - self.mean
                """)
            .only("module-missing-super-init")
            .finding();
    assertThat(finding.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void noFixWhereTheBaseNeedsArguments() {
    Finding finding =
        Findings.in(
                """
                from torch import nn

                class Base(nn.Module):
                    def __init__(self, width):
                        super().__init__()
                        self.width = width

                    def forward(self, x):
                        return x

                class Net(Base):
                    def __init__(self):
                        self.fc = nn.Linear(2, 2)

                    def forward(self, x):
                        return self.fc(x)
                """)
            .only("module-missing-super-init")
            .finding();
    assertThat(finding.fix()).isEmpty();
  }

  @Test
  void notInheritedShowsTheUse() {
    Findings.in(
            Map.of(
                "model.py",
                """
                from torch import nn

                class Net:
                    def __init__(self):
                        super().__init__()
                        self.fc = nn.Linear(2, 2)

                    def forward(self, x):
                        return self.fc(x)
                """,
                "train.py",
                """
                import model

                net = model.Net()
                print(net(1))
                """))
        .only("module-not-inherited")
        .at("Net")
        .says("`Net` builds layers and defines `forward`, but does not inherit from `nn.Module`")
        .relates("net(1) — an object of it is called here")
        .offers("inherit from `nn.Module`");
  }

  @Test
  void missingForwardShowsTheCall() {
    Findings.in(
            """
            from torch.nn import *

            class Net(Module):
                def __init__(self):
                    super().__init__()
                    self.fc = Linear(2, 2)

            def main(x):
                net = Net().to("cuda")
                net.train()
                return net(x)
            """)
        .only("module-missing-forward")
        .at("Net")
        .says("`Net` is called and has no `forward`")
        .relates("net(x) — it is called here");
  }

  @Test
  void unusedLayerUnderlinesTheAttribute() {
    Findings.in(
            """
            from torch import nn

            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.fc1 = nn.Linear(2, 2)
                    self.fc2 = nn.Linear(2, 2)

                def forward(self, x):
                    return self.fc1(self.fc1(x))
            """)
        .only("module-unused-layer")
        .at("self.fc2")
        .says("`self.fc2` is built and never used in `Net`");
  }

  @Test
  void plainListShowsWhereALayerIsCalled() {
    Findings.in(
            """
            from torch import nn

            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.layers = [nn.Linear(2, 2), nn.Linear(2, 2)]

                def forward(self, x):
                    for layer in self.layers:
                        x = layer(x)
                    return x
            """)
        .only("module-list-plain")
        .at("self.layers")
        .says("`self.layers` is a plain list: its layers are not registered in `Net`")
        .relates("layer(x) — a layer of it is called here")
        .offers("wrap it in `nn.ModuleList`");
  }

  @Test
  void aFileAloneHasTheFindingsThatItHasAmongTheOthers() {
    Map<String, String> files =
        Map.of(
            "model.py",
            """
            from torch import nn

            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.fc = nn.Linear(2, 2)
                    self.probe = nn.Linear(2, 2)
                    self.spare = nn.Linear(2, 2)

                def forward(self, x):
                    return self.fc(x)
            """,
            "other.py",
            """
            from model import Net

            print(Net().probe)
            """);
    List<Finding> alone = Findings.in(files, "model.py").all();
    assertThat(alone)
        .extracting(Finding::message)
        .containsExactly("`self.spare` is built and never used in `Net`");
    assertThat(alone).hasToString(Findings.in(files).all().toString());
  }
}
