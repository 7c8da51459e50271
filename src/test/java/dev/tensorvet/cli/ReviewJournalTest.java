package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.report.JsonTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a review says that is written down, saved, and how the programs are started. */
final class ReviewJournalTest {

  private static final String TRAINING =
      """
      import torch
      from torch import nn

      model = nn.Linear(4, 2)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)


      def train(epoch):
          model.train()
          optimizer.zero_grad()
          loss = nn.functional.mse_loss(model(torch.rand(3, 4)), torch.rand(3, 2))
          loss.backward()
          nn.utils.clip_grad_norm_(model.parameters(), 0.5)
          optimizer.step()
          print("loss", loss.item())


      def test():
          model.eval()
          try:
              with torch.no_grad():
                  print("test", model(torch.rand(3, 4)).sum())
          except RuntimeError as error:
              print(error)


      def prepare(corpus):
          print("words", len(corpus))
          torch.save(corpus, "corpus.pt")


      prepare([])
      for epoch in range(9):
          train(epoch)
          torch.save(model.state_dict(), "model.pt")
      test()
      """;

  private static JsonTree review(Shell shell) {
    return JsonTree.parse(shell.run("review", "--output-format", "json").out());
  }

  private static List<String> written(JsonTree review) {
    return review.list("written").stream()
        .map(each -> each.text("kind") + " " + each.text("what"))
        .toList();
  }

  @Test
  void linesOfWhatALoopCallsAreLogged(@TempDir Path folder) throws IOException {
    JsonTree review = review(Shell.in(folder).file("train.py", TRAINING));
    assertThat(written(review))
        .containsExactly(
            "logged print(\"loss\", loss.item())",
            "logged print(\"test\", model(torch.rand(3, 4)).sum())",
            "saved torch.save(corpus, \"corpus.pt\")",
            "saved torch.save(model.state_dict(), \"model.pt\")");
  }

  @Test
  void whatIsSavedBeforeTheTrainingIsNoCheckpoint(@TempDir Path folder) throws IOException {
    assertThat(
            Shell.in(folder)
                .file("train.py", TRAINING)
                .run("review", "--output-format", "markdown")
                .out())
        .contains("checkpoint `torch.save` (`train.py:35`) ");
  }

  @Test
  void whatGradientsAreClippedToIsASetting(@TempDir Path folder) throws IOException {
    assertThat(review(Shell.in(folder).file("train.py", TRAINING)).list("settings"))
        .extracting(setting -> setting.text("name") + "=" + setting.text("value"))
        .contains("clip_grad_norm_(max_norm)=0.5");
  }

  @Test
  void weightsThatAreFilledInPlaceHaveFirstValues(@TempDir Path folder) throws IOException {
    String filled =
        TRAINING.replace(
            "optimizer =",
            "for m in model.modules():\n    m.weight.data.normal_(0, 1)\noptimizer =");
    assertThat(
            Shell.in(folder)
                .file("train.py", filled)
                .run("review", "--output-format", "markdown")
                .out())
        .contains("**fine** | weights are initialised by hand or pretrained `train.py:6`");
  }

  @Test
  void aStepOfAnOlderLightningReturnsWhatIsLogged(@TempDir Path folder) throws IOException {
    JsonTree review =
        review(
            Shell.in(folder)
                .file(
                    "train.py",
                    """
                    import pytorch_lightning as pl


                    class Net(pl.LightningModule):
                        def training_step(self, batch, batch_idx):
                            loss = self(batch)
                            return {"loss": loss, "log": {"train_loss": loss, "rate": 0.1}}

                        def validation_end(self, outputs):
                            logs = {"val_loss": outputs[0]}
                            return {"val_loss": outputs[0], "log": logs, "progress_bar": self.bar}


                    def plain(loss):
                        return {"log": {"other": loss}}
                    """));
    assertThat(written(review))
        .containsExactly("logged train_loss, rate", "logged val_loss", "logged self.bar");
  }

  @Test
  void whateverIsGivenALightningModuleTrainsIt(@TempDir Path folder) throws IOException {
    JsonTree review =
        review(
            Shell.in(folder)
                .file(
                    "net.py",
                    """
                    import pytorch_lightning as pl


                    class Net(pl.LightningModule):
                        def training_step(self, batch, batch_idx):
                            return self(batch)
                    """)
                .file(
                    "train.py",
                    """
                    import hydra
                    from net import Net
                    from pytorch_lightning import seed_everything


                    def main(cfg):
                        seed_everything(cfg.seed)
                        model = Net()
                        trainer = hydra.utils.instantiate(cfg.trainer)
                        trainer.fit(model)
                    """));
    assertThat(review.list("files"))
        .extracting(file -> file.text("path") + " " + file.text("roles/0"))
        .contains("train.py training");
    assertThat(review.list("checklist"))
        .filteredOn(check -> check.text("question").equals("random numbers are seeded"))
        .extracting(check -> check.text("outcome"))
        .containsExactly("fine");
  }

  @Test
  void codeWithinALineMayStandInThreeBackticks(@TempDir Path folder) throws IOException {
    JsonTree review =
        review(
            Shell.in(folder)
                .file("tools/train.py", TRAINING)
                .file("README.md", "# Usage\n\n```python train.py```\n\n`python -u train.py`\n"));
    assertThat(review.list("entryPoints").getFirst().list("starts"))
        .extracting(start -> start.text("command"))
        .containsExactly("python train.py", "python -u train.py");
  }

  @Test
  void aLoaderOfTheProjectIsALoader(@TempDir Path folder) throws IOException {
    assertThat(
            Shell.in(folder)
                .file(
                    "train.py",
                    """
                    import pytorch_lightning as pl
                    from torch.utils.data import DataLoader


                    class Batches(DataLoader):
                        pass


                    class Net(pl.LightningModule):
                        def training_step(self, batch, batch_idx):
                            return self(batch)

                        def train_dataloader(self):
                            return Batches([1], batch_size=2)
                    """)
                .run("review", "--output-format", "markdown")
                .out())
        .contains("loader `Batches` (`train.py:14`)");
  }
}
