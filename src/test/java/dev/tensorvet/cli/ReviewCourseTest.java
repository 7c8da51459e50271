package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a review tells of the course of a program. */
final class ReviewCourseTest {

  /** The lines of the course, deeper where they are within a loop, without their places. */
  private static List<String> course(Path folder, String program) throws IOException {
    return told(Shell.in(folder).file("train.py", program));
  }

  private static List<String> told(Shell shell) {
    return shell
        .run("review", "--output-format", "markdown")
        .out()
        .lines()
        .filter(line -> line.matches(" *- .* `[^`]*:\\d+`"))
        .map(line -> line.replaceAll(" `[^`]*:\\d+`$", "").replace("- ", "").replace("`", ""))
        .toList();
  }

  @Test
  void aLoopTellsUnderWhichConditionItIsEntered(@TempDir Path folder) throws IOException {
    assertThat(
            course(
                folder,
                Project.NET
                    + """
                    def evaluate(net, loader):
                        net.eval()
                        for x in loader:
                            net(x)

                    def main(args, loader):
                        net = Net()
                        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                        if args.evaluate:
                            evaluate(net, loader)
                            return
                        for epoch in range(args.epochs):
                            net.train()
                            for x, y in loader:
                                optimizer.zero_grad()
                                F.mse_loss(net(x), y).backward()
                                optimizer.step()
                            if epoch % 5 == 0:
                                evaluate(net, loader)
                    """))
        .containsExactly(
            "switch to evaluation net, if args.evaluate",
            "for x in loader, if args.evaluate",
            "  run the model net",
            "for epoch in range(args.epochs)",
            "  switch to training net",
            "  for x, y in loader",
            "    clear the gradients optimizer",
            "    run the model net",
            "    compute the loss F.mse_loss",
            "    backward pass",
            "    optimizer step optimizer",
            "  switch to evaluation net, if epoch % 5 == 0",
            "  the same loop again: for x in loader, if epoch % 5 == 0");
  }

  @Test
  void aFunctionThatProcessesRunInTheOtherArmIsUnderNoCondition(@TempDir Path folder)
      throws IOException {
    assertThat(
            course(
                folder,
                Project.NET
                    + """
                    import torch.multiprocessing as mp

                    def train(rank, args, loader):
                        net = Net()
                        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                        for x, y in loader:
                            optimizer.zero_grad()
                            F.mse_loss(net(x), y).backward()
                            optimizer.step()

                    def main(args, loader):
                        if args.gpus > 1:
                            mp.spawn(train, nprocs=args.gpus, args=(args, loader))
                        else:
                            train(0, args, loader)

                    main(parse(), load())
                    """))
        .contains("for x, y in loader")
        .noneMatch(line -> line.contains("args.gpus"));
  }

  @Test
  void whatIsDoneAfterAnErrorIsNotDoneInEachTurn(@TempDir Path folder) throws IOException {
    assertThat(
            course(
                folder,
                Project.NET
                    + """
                    def main(data, steps):
                        loader = torch.utils.data.DataLoader(data, batch_size=4, shuffle=True)
                        net = Net()
                        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                        batches = iter(loader)
                        while True:
                            try:
                                x, y = next(batches)
                            except StopIteration:
                                batches = iter(loader)
                                x, y = next(batches)
                            optimizer.zero_grad()
                            F.mse_loss(net(x), y).backward()
                            optimizer.step()
                    """))
        .startsWith("while True", "  take a batch", "  take a batch, if StopIteration is raised");
  }

  @Test
  void weightsThatAModelGivesItselfAndEachLossAreTold(@TempDir Path folder) throws IOException {
    String told =
        Shell.in(folder)
            .file(
                "train.py",
                Project.NET
                    + """
                    def start(module):
                        nn.init.normal_(module.weight)

                    def main(loader, vis, weight):
                        net = Net()
                        net.apply(start)
                        criterion = nn.CrossEntropyLoss(weight)
                        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                        for x, y in loader:
                            optimizer.zero_grad()
                            loss = criterion(net(x), y)
                            loss.backward()
                            optimizer.step()
                            vis.line(X=[0], Y=[loss.item()], win="loss curve")
                    """)
            .run("review")
            .out();
    assertThat(told)
        .contains("weights are initialised by hand or pretrained")
        .contains("<td>loss</td><td><code>criterion</code></td>")
        .contains("loss curve");
  }

  @Test
  void gradientsThatAreClearedOrChangedByHandAreTold(@TempDir Path folder) throws IOException {
    assertThat(
            course(
                folder,
                Project.NET
                    + """
                    def main(loader):
                        net = Net()
                        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                        for x, y in loader:
                            for p in net.parameters():
                                p.grad = None
                            F.mse_loss(net(x), y).backward()
                            for name, p in net.named_parameters():
                                if "last" in name:
                                    p.grad = None
                            for group in optimizer.param_groups:
                                for p in group["params"]:
                                    p.grad.data.mul_(0.5)
                            optimizer.step()
                    """))
        .containsExactly(
            "for x, y in loader",
            "  clear the gradients",
            "  run the model net",
            "  compute the loss F.mse_loss",
            "  backward pass",
            "  change the gradients by hand, if \"last\" in name",
            "  change the gradients by hand",
            "  optimizer step optimizer");
  }

  @Test
  void oneOfSeveralLossesOfTheProjectIsALossAndWhatSumsUpIsNone(@TempDir Path folder)
      throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "train.py",
                Project.NET
                    + """
                    class PairLoss(nn.Module):
                        def forward(self, given, wanted):
                            return {"pair": F.mse_loss(given, wanted)}

                    class RankLoss(nn.Module):
                        def forward(self, given, wanted):
                            return {"rank": F.l1_loss(given, wanted)}

                    def create_loss(args):
                        if args.rank or args.all:
                            return RankLoss()
                        return PairLoss()

                    def main(args, loader):
                        net = Net()
                        loss = create_loss(args)
                        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                        for x, y in loader:
                            optimizer.zero_grad()
                            losses = loss(net(x), y)
                            total = sum(losses.values())
                            if args.half:
                                if args.clip or args.all:
                                    args.scaler.scale(total).backward()
                                    args.scaler.step(args.optimizer)
                                    args.scaler.update()
                            else:
                                total.backward()
                                optimizer.step()
                    """);
    assertThat(told(shell))
        .containsExactly(
            "for x, y in loader",
            "  clear the gradients optimizer",
            "  run the model net",
            "  compute the loss loss",
            "  backward pass, if args.half and (args.clip or args.all)",
            "  optimizer step args.scaler, if args.half and (args.clip or args.all)",
            "  adjust the loss scale args.scaler, if args.half and (args.clip or args.all)",
            "  backward pass, if not (args.half)",
            "  optimizer step optimizer, if not (args.half)");
  }

  @Test
  void aModuleThatOnlyPreparesImagesIsNotTheModel(@TempDir Path folder) throws IOException {
    assertThat(
            Shell.in(folder)
                .file(
                    "train.py",
                    Project.NET
                        + """
                        class Crop(nn.Module):
                            def forward(self, image):
                                return image[:4]

                        def main(make, data):
                            loader = torch.utils.data.DataLoader(data(Crop()), batch_size=4)
                            net = make()
                            net.train()
                            optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                            for x, y in loader:
                                optimizer.zero_grad()
                                F.mse_loss(net(x), y).backward()
                                optimizer.step()
                        """)
                .run("review", "--output-format", "markdown")
                .out())
        .contains("model `net` (`train.py:26`)");
  }

  @Test
  void whatPutsATrainingTogetherIsNoDataForTheLoaderThatItMakes(@TempDir Path folder)
      throws IOException {
    String told =
        Shell.in(folder)
            .file(
                "train.py",
                Project.NET
                    + """
                    from torchvision import transforms

                    class Views:
                        def __init__(self):
                            self.crop = transforms.Compose([transforms.ToTensor()])

                    def fit(data):
                        views = Views()
                        loader = torch.utils.data.DataLoader(data(views), batch_size=4)
                        net = Net()
                        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                        epoch(net, loader, optimizer)

                    def epoch(net, loader, optimizer):
                        for x, y in loader:
                            optimizer.zero_grad()
                            F.mse_loss(net(x), y).backward()
                            optimizer.step()

                    if __name__ == "__main__":
                        fit(open("data").read())
                    """
                    + "\n".repeat(100))
            .run("review", "--output-format", "markdown")
            .out();
    assertThat(told.lines())
        .anyMatch(line -> line.contains("`train.py`") && line.contains("fit, epoch"))
        .anyMatch(line -> line.contains("`data.py`") && line.contains("Views"));
  }

  @Test
  void aGeneratorTakesBatchesForWhoeverAsksIt(@TempDir Path folder) throws IOException {
    Shell shell = Shell.in(folder);
    String program =
        Project.NET
            + """
            import wandb

            def cycle(loader):
                while True:
                    for batch in loader:
                        yield batch

            def main(data):
                batches = cycle(torch.utils.data.DataLoader(data, batch_size=4))
                net = Net()
                optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                for step in range(100):
                    x, y = next(batches)
                    optimizer.zero_grad()
                    loss = F.mse_loss(net(x), y)
                    loss.backward()
                    optimizer.step()
                    wandb.log(dict(loss=loss.item(), step=step))
            """;
    assertThat(told(shell.file("train.py", program)))
        .startsWith("for step in range(100)", "  take a batch", "  clear the gradients optimizer");
    assertThat(shell.run("review", "--output-format", "markdown").out())
        .contains("logged: `loss, step`");
  }

  @Test
  void aTargetToLearnFromIsNoEvaluation(@TempDir Path folder) throws IOException {
    String program =
        Project.NET
            + """
            def evaluate(net, batches):
                net.eval()
                with torch.no_grad():
                    for x in batches:
                        net(x)

            def main(batches, features, args):
                net, target = Net(), Net()
                target.eval()
                optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                for x in batches:
                    with torch.no_grad():
                        wanted = target(x)
                    optimizer.zero_grad()
                    F.mse_loss(net(x), wanted).backward()
                    optimizer.step()
                    if args.evaluate:
                        {}
            """;
    Shell shell = Shell.in(folder).file("train.py", program.replace("{}", "pass"));
    assertThat(shell.run("review", "--output-format", "markdown").out())
        .contains("*no evaluation seen*");
    shell.file("train.py", program.replace("{}", "evaluate(net, features)"));
    assertThat(shell.run("review", "--output-format", "markdown").out())
        .contains("evaluation `net` (`train.py:19`)");
  }

  @Test
  void aModelWithoutForwardIsToldWithItsLayers(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "train.py",
                """
                import torch
                from torch import nn


                class Agent(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.critic = nn.Linear(4, 1)
                        self.actor = nn.Linear(4, 2)

                    def value(self, x):
                        return self.critic(x)

                    def both(self, x):
                        return self.actor(x), self.critic(x)


                def main(memory):
                    agent = Agent()
                    optimizer = torch.optim.Adam(agent.parameters(), lr=0.1)
                    for step in range(100):
                        with torch.no_grad():
                            value = agent.value(memory.last())
                        action, now = agent.both(memory.sample())
                        optimizer.zero_grad()
                        (action.mean() + (now - value).pow(2).mean()).backward()
                        optimizer.step()
                """);
    assertThat(told(shell))
        .containsExactly(
            "for step in range(100)",
            "  run the model without gradients agent.value",
            "  run the model agent.both",
            "  clear the gradients optimizer",
            "  compute the loss action.mean() + (now value).pow(2).mean()",
            "  backward pass",
            "  optimizer step optimizer");
    assertThat(shell.run("review", "--output-format", "markdown").out())
        .contains("`Agent` `train.py:5` has no `forward`")
        .contains("one by one, `critic, actor`");
    assertThat(shell.run("review").out()).contains("has no <code>forward</code>");
  }

  @Test
  void whatIsBoundToItsFirstArgumentsIsFollowedWhereItIsCalled(@TempDir Path folder)
      throws IOException {
    assertThat(
            course(
                folder,
                Project.NET
                    + """
                    from functools import partial

                    class Diffusion:
                        def losses(self, model, x, scale=1.0):
                            return {"loss": scale * F.mse_loss(model(x), x)}

                    def main(loader):
                        net, diffusion = Net(), Diffusion()
                        make = partial(torch.optim.SGD, lr=0.1)
                        optimizer = make(net.parameters())
                        for x in loader:
                            optimizer.zero_grad()
                            compute = partial(diffusion.losses, net, x)
                            losses = compute(scale=2.0)
                            losses["loss"].mean().backward()
                            optimizer.step()
                    """))
        .containsExactly(
            "for x in loader",
            "  clear the gradients optimizer",
            "  run the model model",
            "  compute the loss F.mse_loss",
            "  backward pass",
            "  optimizer step optimizer");
  }

  @Test
  void anObjectThatIsMadeWithAModelAndCalledInItsPlaceRunsIt(@TempDir Path folder)
      throws IOException {
    assertThat(
            course(
                folder,
                Project.NET
                    + """
                    class Wrapped:
                        def __init__(self, model):
                            self.model = model

                        def __call__(self, x, t):
                            return self.model(x)

                    class PairLoss:
                        def __init__(self, model):
                            self.model = model

                        def __call__(self, x, y):
                            return hidden(x, y)

                    class Diffusion:
                        def wrap(self, model):
                            if isinstance(model, Wrapped):
                                return model
                            return Wrapped(model)

                        def run(self, model, x, t):
                            model = self.wrap(model)
                            return model(x, t)

                    def main(loader):
                        net, diffusion = Net(), Diffusion()
                        loss_of = PairLoss(net)
                        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                        for x in loader:
                            optimizer.zero_grad()
                            out = diffusion.run(net, x, 1)
                            loss = loss_of(out, x)
                            loss.backward()
                            optimizer.step()
                    """))
        .containsExactly(
            "for x in loader",
            "  clear the gradients optimizer",
            "  run the model model",
            "  compute the loss hidden",
            "  backward pass",
            "  optimizer step optimizer");
  }
}
