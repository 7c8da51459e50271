package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.interp.Lesson.Source;
import dev.tensorvet.workspace.MemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How projects train their models. */
final class LessonsTest {

  private static final String NET =
      """
      import torch
      import torch.nn.functional as F
      from torch import nn


      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.fc = nn.Linear(8, 3)

          def forward(self, x):
              return self.fc(x)
      """;

  private static Lesson lesson(String train) {
    Tensorvet tensorvet = new Tensorvet(new MemoryTree(Map.of("net.py", NET, "train.py", train)));
    Interpretation net =
        tensorvet
            .models(
                tensorvet.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow(),
                new Request(List.of(), true))
            .getFirst();
    return tensorvet.lesson(net);
  }

  private static List<String> ops(Lesson lesson) {
    return lesson.loss().orElseThrow().graph().nodes().stream().map(GraphNode::op).toList();
  }

  @Test
  void lossAndOptimizerAreFollowedToWhereTheyAreMade() {
    Lesson lesson =
        lesson(
            """
            import argparse
            import torch.nn.functional as F
            from torch import nn, optim
            from net import Net


            class Focal(nn.Module):
                def __init__(self, gamma):
                    super().__init__()
                    self.gamma = gamma

                def forward(self, logits, target):
                    entropy = F.cross_entropy(logits, target, reduction="none")
                    return (entropy ** self.gamma).mean()


            def train(model, criterion, loader, optimizer):
                for data, target in loader:
                    data, target = data.to("cuda"), target.to("cuda")
                    optimizer.zero_grad()
                    output = model(data)
                    loss = criterion(output, target)
                    loss.backward()
                    optimizer.step()


            def main(loader):
                parser = argparse.ArgumentParser()
                parser.add_argument("--lr", type=float, default=0.05)
                args = parser.parse_args()
                model = Net().to("cuda")
                optimizer = optim.SGD(model.parameters(), lr=args.lr, momentum=0.9)
                train(model, Focal(2), loader, optimizer)
            """);
    assertThat(lesson.loss().orElseThrow().text()).isEqualTo("criterion(output, target)");
    assertThat(lesson.loss().orElseThrow().sources())
        .containsExactly(new Source.Given(0), new Source.Target());
    assertThat(lesson.loss().orElseThrow().graph().inputs().getLast().value().type())
        .hasToString("(B,) int64");
    assertThat(ops(lesson)).containsExactly("cross_entropy", "pow", "mean");
    assertThat(lesson.optimizer().orElseThrow().update()).isEqualTo(Optimizers.Update.DESCENT);
    assertThat(lesson.optimizer().orElseThrow().numbers())
        .isEqualTo(Map.of("lr", 0.05, "momentum", 0.9));
  }

  @Test
  void anOptimizerIsCompleteWhereAllThatChangesItsStepsIsKnown() {
    assertThat(optimizer("RMSprop(net.parameters(), lr=1e-3, alpha=0.9, foreach=True)"))
        .isEqualTo(
            new Lesson.Optimizer(
                Optimizers.Update.RMS_PROP,
                "RMSprop(net.parameters(), lr=1e-3, alpha=0.9, foreach=True)",
                Map.of("lr", 1e-3, "alpha", 0.9),
                true));
    assertThat(optimizer("RMSprop(net.parameters(), centered=True)").isComplete()).isFalse();
    assertThat(optimizer("Adam(net.parameters(), lr=rate())").isComplete()).isFalse();
    assertThat(optimizer("Adam(params=net.parameters(), lr=3)").isComplete()).isTrue();
  }

  private static Lesson.Optimizer optimizer(String call) {
    return lesson(
            """
            from torch.optim import Adam, RMSprop
            from net import Net

            net = Net()
            optimizer = %s
            for x, y in load():
                loss = (net(x) - y).mean()
                loss.backward()
            """
                .formatted(call))
        .optimizer()
        .orElseThrow();
  }

  @Test
  void whatTheModelIsGivenMayBeLearntFromToo() {
    Lesson lesson =
        lesson(
            """
            from torch.optim import AdamW
            from net import Net

            net = Net()
            optimizer = AdamW(net.parameters(), betas=(0.5, 0.9))


            def rebuilding(y, x):
                return ((y.sum(1) - x.sum(1)) ** 2).mean()


            for x in load():
                loss = rebuilding(net(x), x) / 4
                scaler.scale(loss).backward()
            """);
    assertThat(lesson.loss().orElseThrow().sources())
        .containsExactly(new Source.Given(0), new Source.Taken(0));
    assertThat(lesson.optimizer().orElseThrow().update()).isEqualTo(Optimizers.Update.ADAM_W);
    assertThat(lesson.optimizer().orElseThrow().numbers())
        .isEqualTo(Map.of("betas.0", 0.5, "betas.1", 0.9));
  }

  @Test
  void aTrainerHoldsModelAndLoss() {
    Lesson lesson =
        lesson(
            """
            import torch
            from torch import nn
            from net import Net


            class Trainer:
                def __init__(self, model, rate):
                    self.model = model
                    self.criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
                    self.optimizer = torch.optim.SGD(self.model.parameters(), lr=rate)

                def train(self, loader):
                    for images, labels in loader:
                        self.optimizer.zero_grad()
                        loss = self.criterion(self.model(images), labels)
                        loss.backward()
                        self.optimizer.step()


            Trainer(Net(), 0.2).train(loader())
            """);
    assertThat(lesson.loss().orElseThrow().sources())
        .containsExactly(new Source.Given(0), new Source.Target());
    assertThat(ops(lesson)).containsExactly("cross_entropy");
    assertThat(lesson.optimizer().orElseThrow().numbers()).isEqualTo(Map.of("lr", 0.2));
  }

  @Test
  void whatLightningIsGivenIsLearntFrom() {
    Tensorvet tensorvet =
        new Tensorvet(
            new MemoryTree(
                Map.of(
                    "net.py",
                    """
                    import lightning as L
                    import torch
                    import torch.nn.functional as F
                    from torch import nn


                    class Net(L.LightningModule):
                        def __init__(self, lr=0.05):
                            super().__init__()
                            self.fc = nn.Linear(8, 1)
                            self.lr = lr

                        def forward(self, x):
                            return self.fc(x)

                        def training_step(self, batch, number):
                            x, y = batch
                            loss = F.mse_loss(self(x).squeeze(1), y)
                            self.log("loss", loss)
                            return {"loss": loss}

                        def configure_optimizers(self):
                            return torch.optim.Adam(self.parameters(), lr=self.lr)


                    net = Net()
                    """)));
    Lesson lesson =
        tensorvet.lesson(
            tensorvet
                .models(
                    tensorvet.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow(),
                    new Request(List.of(), true))
                .getFirst());
    assertThat(lesson.loss().orElseThrow().text()).isEqualTo("F.mse_loss(self(x).squeeze(1), y)");
    assertThat(lesson.optimizer().orElseThrow().numbers()).isEqualTo(Map.of("lr", 0.05));
  }

  @Test
  void whatIsNotKnownCompletelyIsNotTold() {
    String head =
        """
        import torch.nn.functional as F
        from net import Net

        net = Net()
        for x, y, weight in load():
            output = net(x)
        """;
    assertThat(
            lesson(head + "    loss = F.cross_entropy(output, y, weight)\n    loss.backward()\n")
                .loss())
        .as("two things that are not known")
        .isEmpty();
    assertThat(
            lesson(
                    head
                        + "    loss = F.cross_entropy(output, y)\n"
                        + "    if late():\n        loss = F.mse_loss(output, y)\n"
                        + "    loss.backward()\n")
                .loss())
        .as("one of two losses")
        .isEmpty();
    assertThat(lesson(head + "    loss = own(output, y)\n    loss.backward()\n").loss())
        .as("a function that is not there")
        .isEmpty();
    assertThat(lesson("from net import Net\n").optimizer()).isEmpty();
  }
}
