package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a review tells that lies in several functions, or in none that is known. */
final class JoinedCourseTest {

  private static final String AGENTS =
      """
      import torch
      from torch import nn, optim


      class Soft:
          def __init__(self, net, target):
              self.net = net
              self.target = target
              self.optimizer = optim.Adam(net.parameters())

          def update(self, batch):
              loss = nn.functional.mse_loss(self.net(batch), self.target(batch))
              self.optimizer.zero_grad()
              loss.backward()
              self.optimizer.step()
              blend(self.target, self.net, 0.01)


      class Hard:
          def __init__(self, net, target):
              self.net = net
              self.target = target
              self.optimizer = optim.SGD(net.parameters(), lr=0.1)

          def update(self, batch):
              for _ in range(4):
                  loss = nn.functional.l1_loss(self.net(batch), self.target(batch))
                  self.optimizer.zero_grad()
                  loss.backward()
                  self.optimizer.step()
              for mine, theirs in zip(self.target.parameters(), self.net.parameters()):
                  mine.data.copy_(theirs.data)


      def blend(slow, fast, rate):
          for old, new in zip(slow.parameters(), fast.parameters()):
              old.data.lerp_(new.data, rate)
      """;

  private static final String DATA =
      """
      import torch
      from torch.utils.data import Dataset


      class Frames(Dataset):
          def __len__(self):
              return 8

          def __getitem__(self, i):
              return torch.zeros(8)
      """;

  private static final String MAIN =
      """
      import sys
      from torch import nn
      from torch.utils.data import DataLoader
      from agents import Soft, Hard
      from frames import Frames


      def main():
          net, target = nn.Linear(8, 8), nn.Linear(8, 8)
          if sys.argv[1] == "soft":
              agent = Soft(net, target)
          elif sys.argv[1] == "hard":
              agent = Hard(net, target)
          elif sys.argv[1] == "other":
              agent = OtherAgent(net, target)
          for batch in DataLoader(Frames(), batch_size=4):
              agent.update(batch)


      if __name__ == "__main__":
          main()
      """;

  private static Shell project(Path folder) throws IOException {
    return Shell.in(folder).file("agents.py", AGENTS).file("frames.py", DATA).file("main.py", MAIN);
  }

  private static String markdown(Shell shell) {
    return shell.run("review", "--output-format", "markdown").out();
  }

  private static List<String> told(Shell shell) {
    return markdown(shell)
        .lines()
        .filter(line -> line.matches(" *- .* `[^`]*:\\d+`"))
        .map(line -> line.replaceAll(" `[^`]*:\\d+`$", "").replace("- ", "").replace("`", ""))
        .filter(line -> !line.startsWith("not repeatable"))
        .toList();
  }

  @Test
  void whatOneOfSeveralDoesIsToldWhereItIsCalled(@TempDir Path folder) throws IOException {
    Shell shell = project(folder);
    assertThat(told(shell))
        .containsExactly(
            "for batch in DataLoader(Frames(), batch_size=4)",
            "  take a batch",
            "  compute the loss nn.functional.mse_loss, if isinstance(agent, Soft)",
            "  clear the gradients self.optimizer, if isinstance(agent, Soft)",
            "  backward pass, if isinstance(agent, Soft)",
            "  optimizer step self.optimizer, if isinstance(agent, Soft)",
            "  move the weights towards those of another slow, if isinstance(agent, Soft)",
            "  for _ in range(4), if isinstance(agent, Hard)",
            "    compute the loss nn.functional.l1_loss",
            "    clear the gradients self.optimizer",
            "    backward pass",
            "    optimizer step self.optimizer",
            "  take over the state of another self.target, if isinstance(agent, Hard)");
    assertThat(markdown(shell))
        .contains("## Training: main.py\n\nA whole program.")
        .contains("dataset `Frames` (`main.py:16`)")
        .doesNotContain("## Training: agents.py")
        .contains("- training: `agents.py`, `main.py`");
  }

  @Test
  void aLossThatIsComputedByHandIsTold(@TempDir Path folder) throws IOException {
    assertThat(
            told(
                Shell.in(folder)
                    .file(
                        "train.py",
                        Project.NET
                            + """
                            def main(loader, hinge):
                                net = Net()
                                optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                                for real, fake in loader:
                                    good, bad = net(real), net(fake)
                                    if hinge:
                                        loss = (1 - good).relu().mean() + (1 + bad).relu().mean()
                                    else:
                                        loss = bad.mean() - good.mean()
                                    optimizer.zero_grad()
                                    loss.backward()
                                    optimizer.step()
                                    worst, _ = furthest_loss(good, bad)
                                    worst.mean().backward()
                                    optimizer.step()
                            """)))
        .containsExactly(
            "for real, fake in loader",
            "  run the model net",
            "  run the model net",
            "  compute the loss (1 good).relu().mean() + (1 + bad).relu().mean(), if hinge",
            "  compute the loss bad.mean() good.mean(), if not (hinge)",
            "  clear the gradients optimizer",
            "  backward pass",
            "  optimizer step optimizer",
            "  compute the loss furthest_loss",
            "  backward pass",
            "  optimizer step optimizer");
  }

  @Test
  void aFunctionThatIsAModuleIsNoModelAndARateMayBePutBackIntoAState(@TempDir Path folder)
      throws IOException {
    assertThat(
            told(
                Shell.in(folder)
                    .file(
                        "train.py",
                        Project.NET
                            + """
                            def main(loader):
                                net = Net()
                                optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                                clamp = nn.ReLU()
                                for x, y in loader:
                                    optimizer.zero_grad()
                                    F.mse_loss(clamp(net(x)), y).backward()
                                    optimizer.step()
                                    state = optimizer.state_dict()
                                    state["param_groups"][0]["lr"] /= 2
                                    optimizer.load_state_dict(state)
                            """)))
        .containsExactly(
            "for x, y in loader",
            "  clear the gradients optimizer",
            "  run the model net",
            "  compute the loss F.mse_loss",
            "  backward pass",
            "  optimizer step optimizer",
            "  set the learning rate");
  }

  @Test
  void savingInAHelperIsToldOfALoopThatIsReadByNames(@TempDir Path folder) throws IOException {
    assertThat(
            told(
                Shell.in(folder)
                    .file(
                        "train.py",
                        """
                        import importlib
                        import torch
                        from keep import keep

                        def stepper(parts):
                            def step(batch):
                                parts.optim.zero_grad()
                                parts.losses.total_loss(parts.net(batch)).backward()
                                parts.optim.step()
                                soft_update(parts.net, parts.slow)
                            return step

                        def dry():
                            def step(batch):
                                return {}
                            return step

                        def soft_update(net, slow):
                            slow.mix(net)

                        def run(name, loader, is_dry):
                            parts = importlib.import_module(name)
                            if is_dry:
                                step = dry()
                            else:
                                step = stepper(parts)
                            bar = progress(loader)
                            for batch in bar:
                                step(batch)
                                keep(parts.net)
                        """)
                    .file(
                        "keep.py",
                        """
                        import torch

                        def keep(net):
                            write(net.state_dict())

                        def write(state):
                            torch.save(state, "net.pt")
                        """)))
        .containsExactly(
            "for batch in bar",
            "  take a batch",
            "  clear the gradients parts.optim",
            "  compute the loss parts.losses.total_loss",
            "  backward pass",
            "  optimizer step parts.optim",
            "  move the weights towards those of another soft_update",
            "  save",
            "saved: torch.save(state, \"net.pt\")");
  }

  @Test
  void whatAFileTriesWhereItIsRunItselfIsOfNoOtherProgram(@TempDir Path folder) throws IOException {
    String told =
        markdown(
            Shell.in(folder)
                .file(
                    "net.py",
                    """
                    import torch
                    from torch import nn

                    class Net(nn.Module):
                        def __init__(self, width):
                            super().__init__()
                            self.layer = nn.Linear(width, 1)

                        def forward(self, x):
                            return self.layer(x)

                    if __name__ == "__main__":
                        torch.manual_seed(1)
                        print(Net(2)(torch.zeros(1, 2)))
                    """)
                .file(
                    "train.py",
                    """
                    import torch
                    from net import Net

                    net = Net(99)
                    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                    for x in loader:
                        optimizer.zero_grad()
                        net(x).mean().backward()
                        optimizer.step()
                        print("-" * 80)
                        print("done", x)
                    """));
    assertThat(told)
        .contains("| `Net` | `net.py:4` | 100 |")
        .contains("0 of 1 programs were seen to seed")
        .contains("nothing in `train.py` or what it imports seeds a generator")
        .contains("logged: `print(\"done\", x)`")
        .doesNotContain("`print(\"-\" * 80)`");
  }

  @Test
  void weightsThatAWrapperPutsUnderAnotherNameAreCounted(@TempDir Path folder) throws IOException {
    assertThat(
            markdown(
                Shell.in(folder)
                    .file(
                        "net.py",
                        """
                        from torch import nn


                        class Scaled(nn.Module):
                            def __init__(self, module):
                                super().__init__()
                                self.module = module
                                if not self.is_made():
                                    self.make()

                            def is_made(self):
                                try:
                                    getattr(self.module, "weight_bar")
                                    return True
                                except AttributeError:
                                    return False

                            def make(self):
                                weight = self.module.weight
                                scale = nn.Parameter(
                                    weight.data.new(weight.shape[0]), requires_grad=False
                                )
                                bar = nn.Parameter(weight.data)
                                del self.module._parameters["weight"]
                                self.module.register_parameter("weight_scale", scale)
                                self.module.register_parameter("weight_bar", bar)

                            def forward(self, x):
                                setattr(self.module, "weight", self.module.weight_bar * 2)
                                return self.module.forward(x)


                        class Net(nn.Module):
                            def __init__(self):
                                super().__init__()
                                self.layer = Scaled(nn.Linear(10, 5))

                            def forward(self, x):
                                return self.layer(x)
                        """)))
        .contains("| `Net` | `net.py:33` | 60 |");
  }

  @Test
  void aBatchThatIsDetachedIsTakenAndWhatADocstringCountsIsNoSentence(@TempDir Path folder)
      throws IOException {
    Shell shell =
        Shell.in(folder)
            .file("frames.py", "\"\"\"Steps:\n1. Reads all. 2. Sorts.\"\"\"\n" + DATA)
            .file("requirements.txt", "torch>=2.0\nsome-helper==1.2\n")
            .file(
                "train.py",
                """
                import logger
                import some_helper
                import torch
                from torch import nn
                from torch.utils.data import DataLoader
                from frames import Frames

                net = nn.Linear(8, 1)
                optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                one, two = DataLoader(Frames()), DataLoader(Frames())
                for i, (a, b) in enumerate(zip(one, two)):
                    a, b = a.cuda().detach(), b.cuda().detach()
                    optimizer.zero_grad()
                    (net(a) - net(b)).mean().backward()
                    optimizer.step()
                """);
    assertThat(told(shell)).contains("  take a batch");
    assertThat(markdown(shell))
        .contains("- `torch`, in 2 files: `>=2.0` by `requirements.txt`")
        .contains("- `some_helper`, in 1 file: `==1.2` by `requirements.txt`")
        .doesNotContain("`logger`");
    assertThat(shell.run("review").out()).contains("Steps: 1. Reads all.").doesNotContain("Sorts");
  }

  @Test
  void whatAModelIsGivenToBuildItselfOfComesAfterIt(@TempDir Path folder) throws IOException {
    String told =
        markdown(
            Shell.in(folder)
                .file(
                    "net.py",
                    """
                    from torch import nn


                    class Block(nn.Module):
                        def __init__(self, width):
                            super().__init__()
                            self.layer = nn.Linear(width, width)

                        def forward(self, x):
                            return self.layer(x)


                    class Net(nn.Module):
                        def __init__(self, block):
                            super().__init__()
                            self.block = block(4)

                        def forward(self, x):
                            return self.block(x)


                    def build():
                        return Net(Block)
                    """));
    assertThat(told.indexOf("| `Net` |")).isPositive().isLessThan(told.indexOf("| `Block` |"));
  }

  @Test
  void whatACallerHandsOverIsTheModelThatIsRun(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "agents.py",
                """
                import torch


                class Slow:
                    def __init__(self, policy):
                        self.policy = policy
                        self.optimizer = torch.optim.Adam(policy.parameters())

                    def update(self, memory):
                        value = self.policy.judge(memory.seen())
                        self.optimizer.zero_grad()
                        (value - memory.returns()).pow(2).mean().backward()
                        self.optimizer.step()


                class Fast(Slow):
                    def update(self, memory):
                        value = self.policy.judge(memory.seen())
                        self.optimizer.zero_grad()
                        value.mean().backward()
                        self.optimizer.step()
                """)
            .file(
                "policy.py",
                """
                from torch import nn


                class Policy(nn.Module):
                    def __init__(self, body):
                        super().__init__()
                        self.body = body(4)

                    def forward(self, x):
                        raise NotImplementedError

                    def act(self, x):
                        return self.body(x)

                    def judge(self, x):
                        return self.body(x).sum(1)
                """)
            .file(
                "main.py",
                """
                import sys
                import torch
                from agents import Fast, Slow
                from policy import Policy

                if __name__ == "__main__":
                    policy = Policy(find(sys.argv[2]))
                    if sys.argv[1] == "slow":
                        agent = Slow(policy)
                    elif sys.argv[1] == "fast":
                        agent = Fast(policy)
                    for turn in range(100):
                        with torch.no_grad():
                            action = policy.act(env.state())
                        env.step(action)
                        agent.update(env)
                """);
    assertThat(told(shell))
        .startsWith(
            "for turn in range(100)",
            "  run the model without gradients policy.act",
            "  run the model self.policy.judge, if isinstance(agent, Fast)",
            "  compute the loss self.policy.judge, if isinstance(agent, Fast)",
            "  clear the gradients self.optimizer, if isinstance(agent, Fast)",
            "  backward pass, if isinstance(agent, Fast)",
            "  optimizer step self.optimizer, if isinstance(agent, Fast)",
            "  run the model self.policy.judge, if isinstance(agent, Slow)",
            "  clear the gradients self.optimizer, if isinstance(agent, Slow)",
            "  compute the loss (value memory.returns()).pow(2).mean(), if isinstance(agent, Slow)",
            "  backward pass, if isinstance(agent, Slow)",
            "  optimizer step self.optimizer, if isinstance(agent, Slow)");
    assertThat(markdown(shell)).contains("model `Policy` (`main.py:7`)");
  }

  @Test
  void aPartOfAModelThatIsRunByItselfIsTold(@TempDir Path folder) throws IOException {
    assertThat(
            told(
                Shell.in(folder)
                    .file(
                        "train.py",
                        """
                        import torch
                        from torch import nn

                        class Whole(nn.Module):
                            def __init__(self, name):
                                super().__init__()
                                self.encoder = MODELS[name]()
                                self.head = nn.Linear(8, 8)

                            def forward(self, x):
                                return self.head(self.encoder(x))

                        def main(loader, name):
                            model = Whole(name)
                            probe = nn.Linear(8, 2)
                            optimizer = torch.optim.SGD(probe.parameters(), lr=0.1)
                            for x, y in loader:
                                with torch.no_grad():
                                    features = model.encoder(x)
                                loss = nn.functional.cross_entropy(probe(features.detach()), y)
                                optimizer.zero_grad()
                                loss.backward()
                                optimizer.step()
                        """)))
        .containsExactly(
            "for x, y in loader",
            "  run the model without gradients model.encoder",
            "  run the model probe",
            "  compute the loss nn.functional.cross_entropy",
            "  clear the gradients optimizer",
            "  backward pass",
            "  optimizer step optimizer");
  }
}
