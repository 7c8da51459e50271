package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a review tells of loops that no run can follow. */
final class NamedCourseTest {

  private static final String GAN =
      """
      import importlib
      import losses

      def training_function(g, d, both, config):
          def train(x):
              d.optim.zero_grad()
              for i in range(config["steps"]):
                  fake, real = both(x)
                  d_loss = losses.discriminator_loss(fake, real)
                  d_loss.backward()
              d.optim.step()
              g.optim.zero_grad()
              g_loss = losses.generator_loss(both(x))
              g_loss.backward()
              g.optim.step()
          return train

      def dry_function():
          def train(x):
              return {}
          return train

      def run(config, loader):
          models = importlib.import_module(config["model"])
          g, d = models.Generator(), models.Discriminator()
          if config["dry"]:
              train = dry_function()
          else:
              train = training_function(g, d, models.Both(g, d), config)
          bar = progress(loader)
          for x in bar:
              train(x)
      """;

  private static String markdown(Shell shell) {
    return shell.run("review", "--output-format", "markdown").out();
  }

  /** The lines of the courses, deeper where they are within a loop, without their places. */
  private static List<String> courses(Shell shell) {
    return markdown(shell)
        .lines()
        .filter(line -> line.matches(" *- (?!not repeatable).* `[^`]*:\\d+`"))
        .map(line -> line.replaceAll(" `[^`]*:\\d+`$", "").replace("- ", "").replace("`", ""))
        .toList();
  }

  @Test
  void whatGetsItsPartsFromNowhereIsReadByNames(@TempDir Path folder) throws IOException {
    assertThat(courses(Shell.in(folder).file("train.py", GAN)))
        .containsExactly(
            "for x in bar",
            "  take a batch",
            "  clear the gradients d.optim",
            "  for i in range(config[\"steps\"])",
            "    run the model both",
            "    compute the loss losses.discriminator_loss",
            "    backward pass",
            "  optimizer step d.optim",
            "  clear the gradients g.optim",
            "  compute the loss losses.generator_loss",
            "  backward pass",
            "  optimizer step g.optim");
  }

  @Test
  void whatIsReadByNamesProvesNothing(@TempDir Path folder) throws IOException {
    assertThat(markdown(Shell.in(folder).file("train.py", GAN)))
        .contains("is read by the names of its calls")
        .contains("| gradients are cleared between steps | **not found** | loops were only read");
  }

  private static final String JAX =
      """
      import functools
      import jax
      import optax
      from absl import app
      from flax import linen as nn

      class Net(nn.Module):
          @nn.compact
          def __call__(self, x):
              return nn.Dense(10)(nn.relu(nn.Dense(64)(x)))

      @functools.partial(jax.jit, static_argnums=(2,))
      def train_step(state, batch, rate):
          def loss_fn(params):
              logits = state.apply_fn({"params": params}, batch["image"])
              return optax.softmax_cross_entropy(logits, batch["label"]).mean()

          grads = jax.grad(loss_fn)(state.params)
          return state.apply_gradients(grads=grads)

      def main(argv):
          state = create_state(Net())
          for epoch in range(10):
              for batch in train_ds():
                  state = train_step(state, batch, 0.1)

      if __name__ == "__main__":
          app.run(main)
      """;

  @Test
  void aLoopOfJaxIsDrawn(@TempDir Path folder) throws IOException {
    assertThat(courses(Shell.in(folder).file("train.py", JAX)))
        .containsExactly(
            "for epoch in range(10)",
            "  for batch in train_ds()",
            "    take a batch",
            "    run the model state.apply_fn",
            "    compute the loss optax.softmax_cross_entropy",
            "    backward pass",
            "    optimizer step state");
  }

  @Test
  void aModelOfJaxIsNamedWithItsLayers(@TempDir Path folder) throws IOException {
    Shell shell = Shell.in(folder).file("train.py", JAX);
    assertThat(markdown(shell))
        .contains(
            "`Net` `train.py:7` is a module of JAX, whose shapes are not followed; it makes"
                + " `Dense`")
        .contains("models of JAX are not judged")
        .doesNotContain("no class of a model was found");
    assertThat(shell.run("review").out()).contains("is a module of JAX");
  }

  @Test
  void aLossThatIsGivenToAHelperIsFollowed(@TempDir Path folder) throws IOException {
    assertThat(
            courses(
                Shell.in(folder)
                    .file(
                        "common.py",
                        """
                        import jax
                        import optax

                        class State:
                            def learn(self, loss_fn):
                                loss, grads = jax.value_and_grad(loss_fn)(self.params)
                                updates, rest = self.tx.update(grads, self.rest)
                                return self.replace(params=optax.apply_updates(self.params, updates))
                        """)
                    .file(
                        "agent.py",
                        """
                        from common import State

                        def update(critic: State, batch):
                            def critic_loss(params):
                                q = critic.apply_fn({"params": params}, batch.x)
                                return ((q - batch.y) ** 2).mean()

                            return critic.learn(critic_loss)
                        """)))
        .containsExactly(
            "run the model critic.apply_fn",
            "compute the loss critic_loss",
            "backward pass",
            "optimizer step optax.apply_updates");
  }

  @Test
  void whatOneOfSeveralTrainsIsToldWhereItIsCalled(@TempDir Path folder) throws IOException {
    String agent =
        """
        import torch
        from torch import nn

        class Actor(nn.Module):
            def __init__(self, width):
                super().__init__()
                self.layer = nn.Linear(width, 1)

            def forward(self, x):
                return self.layer(x)

            def value(self, x):
                return self.layer(x).mean()

        class Agent:
            def __init__(self, width):
                self.actor = Actor(width).to("cuda")
                self.optimizer = torch.optim.Adam(self.actor.parameters(), lr=1e-3)

            def train(self, batch):
                loss = self.actor.value(batch)
                self.optimizer.zero_grad()
                loss.backward()
                self.optimizer.step()
        """;
    String told =
        markdown(
            Shell.in(folder)
                .file("first.py", agent)
                .file("second.py", agent)
                .file(
                    "main.py",
                    """
                    import argparse
                    import first
                    import second

                    if __name__ == "__main__":
                        args = argparse.ArgumentParser().parse_args()
                        if args.policy == "first":
                            policy = first.Agent(3)
                        else:
                            policy = second.Agent(3)
                        for t in range(1000):
                            policy.train(sample())
                    """));
    assertThat(told)
        .contains("- training: `first.py`, `main.py`, `second.py`")
        .contains("## Training: main.py\n\nA whole program.")
        .contains("model `Actor` (`first.py:17`, `second.py:17`)")
        .contains(
            "the model `self.actor.value`, if `isinstance(policy, first.Agent)` `first.py:21`")
        .doesNotContain("run the model `self.layer`");
  }

  @Test
  void aTrainerOfTheProjectIsAProgram(@TempDir Path folder) throws IOException {
    String told =
        markdown(
            Shell.in(folder)
                .file(
                    "train.py",
                    """
                    from transformers import Trainer

                    class Contrastive(Trainer):
                        def compute_loss(self, model, inputs):
                            return model(**inputs).loss

                    def main(model, data):
                        trainer = Contrastive(model=model, train_dataset=data)
                        trainer.train()
                    """));
    assertThat(told)
        .contains("## Training: train.py, Contrastive")
        .contains("A program whose loop is run by Contrastive.")
        .contains("model `model` (`train.py:8`)");
  }

  @Test
  void whatAConstructorDoesIsNotDoneInEachStep(@TempDir Path folder) throws IOException {
    assertThat(
            courses(
                Shell.in(folder)
                    .file(
                        "module.py",
                        Project.NET
                            + """
                            import lightning as L

                            class Classifier(L.LightningModule):
                                def __init__(self):
                                    super().__init__()
                                    self.teacher = Net().eval()
                                    self.net = Net()

                                def training_step(self, batch, index):
                                    x, y = batch
                                    return F.cross_entropy(self.net(x), y)
                            """)))
        .doesNotContain("  switch to evaluation Net()")
        .noneMatch(line -> line.contains("switch to evaluation"));
  }

  @Test
  void settingsAreNotReadFromSamplesOrByTools(@TempDir Path folder) throws IOException {
    String told =
        markdown(
            Shell.in(folder)
                .file("pyproject.toml", "[tool.poetry.dependencies]\ntqdm = \"^4\"\n")
                .file(
                    "train.py",
                    """
                    import argparse

                    config = Config()
                    config.discount = 0.9
                    config.width = 3

                    def use(args, config, sequences):
                        print(args.tqdm, config["width"])
                        return sequences["discount"]

                    if __name__ == "__main__":
                        parser = argparse.ArgumentParser()
                        parser.add_argument("--tqdm", action="store_true")
                        use(parser.parse_args(), config, {})
                    """));
    assertThat(told)
        .contains("| `tqdm` | `False` | command line | `train.py:13` | `train.py:8` |")
        .contains("| `width` | `3` | constant | `train.py:5` | `train.py:8` |")
        .doesNotContain("poetry")
        .doesNotContain("`discount`");
  }

  @Test
  void aModelThatANamePicksIsToldWithItsDefault(@TempDir Path folder) throws IOException {
    String told =
        markdown(
            Shell.in(folder)
                .file("models.py", Project.NET + "\ndef tiny(width):\n    return Net()\n")
                .file(
                    "parts.py",
                    """
                    from models import Net

                    def extended(model):
                        model.add_module("more", Net())
                    """)
                .file(
                    "train.py",
                    """
                    import argparse
                    import torch
                    import models
                    from parts import extended
                    from torch.nn import functional as F

                    def main(loader):
                        parser = argparse.ArgumentParser()
                        parser.add_argument("--arch", default="tiny")
                        args = parser.parse_args()
                        model = models.__dict__[args.arch](width=3).cuda()
                        extended(model)
                        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
                        for x, y in loader:
                            optimizer.zero_grad()
                            F.cross_entropy(model(x), y).backward()
                            optimizer.step()
                    """));
    int defined = Project.NET.lines().toList().size() + 2;
    assertThat(told)
        .contains(
            "model `models.__dict__[args.arch], by default tiny` (`train.py:11`, `models.py:"
                + defined
                + "`)");
  }

  @Test
  void aFileOfTheProjectIsNoLibraryOfItsName(@TempDir Path folder) throws IOException {
    String told =
        Shell.in(folder)
            .file("datasets.py", "def load():\n    return []\n")
            .file("train.py", "import datasets\nimport torch\n\nprint(datasets.load())\n")
            .run("review", "--output-format", "json")
            .out();
    assertThat(told).contains("\"torch\"").doesNotContain("\"name\": \"datasets\"");
  }
}
