package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a review tells of programs whose loop a framework runs. */
final class FrameworkProgramTest {

  private static final String MODULE =
      """
      import torch
      import lightning as L
      import torch.nn.functional as F
      from torch import nn
      from pairs import Pairs


      class Base(L.LightningModule):
          def __init__(self, path):
              super().__init__()
              self.path = path
              self.net = load(path)
              self.head = nn.Linear(8, 4)

          def training_step(self, batch, index):
              return self.shared(batch)

          def shared(self, batch):
              x, y = batch
              return F.mse_loss(self.head(x), y)

          def configure_optimizers(self):
              return torch.optim.AdamW(self.parameters(), lr=1e-3)

          def train_dataloader(self):
              return self.loader("train")

          def loader(self, part):
              return torch.utils.data.DataLoader(Pairs(part), batch_size=4)


      class Ranker(Base):
          def shared(self, batch):
              scores = self(batch)
              return self.rank_loss(scores=scores)

          def forward(self, batch):
              return self.net(batch)

          def rank_loss(self, scores):
              return scores.relu().mean()
      """;

  private static final String DATA =
      """
      import torch
      from torch.utils.data import Dataset


      class Pairs(Dataset):
          def __init__(self, part):
              self.part = part

          def __len__(self):
              return 4

          def __getitem__(self, i):
              return torch.zeros(8), torch.zeros(4)
      """;

  private static final String TRAIN =
      """
      import lightning as L
      from lightning.pytorch.callbacks import ModelCheckpoint
      from module import Ranker

      if __name__ == "__main__":
          model = Ranker("net.pt")
          keep = ModelCheckpoint(monitor="loss")
          trainer = L.Trainer(callbacks=[keep], gradient_clip_val=0.5)
          trainer.fit(model)
      """;

  private static final String TEST =
      """
      import sys
      import lightning as L
      from module import Ranker

      if __name__ == "__main__":
          trainer = L.Trainer(devices=1)
          trainer.test(model=Ranker.load_from_checkpoint(sys.argv[1]))
      """;

  private static Shell project(Path folder) throws IOException {
    return Shell.in(folder)
        .file("module.py", MODULE)
        .file("pairs.py", DATA)
        .file("train.py", TRAIN)
        .file("try_it.py", TEST);
  }

  private static String markdown(Shell shell) {
    return shell.run("review", "--output-format", "markdown").out();
  }

  /** The part of a review that is about one program. */
  private static String program(Shell shell, String title) {
    String told = markdown(shell);
    int start = told.indexOf("## Training: " + title);
    assertThat(start).as(told).isNotNegative();
    return told.substring(start, told.indexOf("\n## ", start + 1));
  }

  private static List<String> course(String program) {
    return program
        .lines()
        .filter(line -> line.matches(" *- .* `[^`]*:\\d+`"))
        .map(line -> line.replaceAll(" `[^`]*:\\d+`$", "").replace("- ", "").replace("`", ""))
        .toList();
  }

  @Test
  void aStepThatIsInheritedDoesWhatTheClassBelowMakesOfIt(@TempDir Path folder) throws IOException {
    Shell shell = project(folder);
    assertThat(course(program(shell, "module.py, Base")))
        .containsExactly(
            "for each batch of training data",
            "  take a batch",
            "  run the model self.head",
            "  compute the loss F.mse_loss",
            "  done by the framework: backward pass, optimizer step, gradients cleared");
    assertThat(course(program(shell, "module.py, Ranker")))
        .containsExactly(
            "for each batch of training data",
            "  take a batch",
            "  run the model self",
            "  compute the loss self.rank_loss",
            "  done by the framework: backward pass, optimizer step, gradients cleared");
  }

  @Test
  void whatTrainsAModuleIsToldWithIt(@TempDir Path folder) throws IOException {
    Shell shell = project(folder);
    assertThat(markdown(shell)).doesNotContain("## Training: train.py");
    assertThat(program(shell, "module.py, Ranker"))
        .contains("dataset `Pairs` (`module.py:29`")
        .contains("clip `0.5` (`train.py:8`)")
        .contains("optimizer `torch.optim.AdamW` (`module.py:23`)")
        .contains("checkpoint `ModelCheckpoint` (`train.py:7`)");
  }

  @Test
  void aTrainerThatOnlyTestsDoesNotTrain(@TempDir Path folder) throws IOException {
    assertThat(markdown(project(folder)))
        .doesNotContain("## Training: try_it.py")
        .contains("- evaluation: `try_it.py`")
        .contains("- training: `module.py`, `train.py`");
  }

  @Test
  void whatKeepsCountIsNoModel(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "score.py",
                """
                import torch
                from torchmetrics import Metric


                class Spans(Metric):
                    def __init__(self):
                        super().__init__()
                        self.add_state("hits", default=torch.tensor(0))

                    def forward(self, given, wanted):
                        return (given == wanted).sum()
                """);
    assertThat(markdown(shell)).doesNotContain("`Spans`").doesNotContain("- model:");
  }

  @Test
  void aModelThatIsTakenFromWhereItWasSavedIsRun(@TempDir Path folder) throws IOException {
    Shell shell =
        Shell.in(folder)
            .file(
                "module.py",
                """
                import lightning as L
                from torch import nn
                from transformers import BertPreTrainedModel


                class Tagger(BertPreTrainedModel):
                    def __init__(self, config):
                        super().__init__(config)
                        self.head = nn.Linear(8, 4)

                    def forward(self, x):
                        return self.head(x)


                class Labels(L.LightningModule):
                    def __init__(self, path):
                        super().__init__()
                        self.model = Tagger.from_pretrained(path)
                        self.words = split(path)
                        self.loss_func = nn.CrossEntropyLoss()

                    def training_step(self, batch, index):
                        scores = self.model(self.words(batch))
                        return self.loss_func(scores, batch)
                """);
    assertThat(course(program(shell, "module.py, Labels")))
        .containsExactly(
            "for each batch of training data",
            "  take a batch",
            "  run the model self.model",
            "  compute the loss self.loss_func",
            "  done by the framework: backward pass, optimizer step, gradients cleared");
  }
}
