# guards: lightning
import lightning.pytorch as pl
import torch
import torch.nn.functional as F
from lightning.pytorch.callbacks import ModelCheckpoint
from torch import nn
from torch.utils.data import DataLoader, random_split
from torchmetrics import Accuracy
from torchvision import datasets, transforms


class Digits(pl.LightningDataModule):
    def __init__(self, folder="data", batch_size=64):
        super().__init__()
        self.folder = folder
        self.batch_size = batch_size
        self.prepare = transforms.Compose(
            [transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))]
        )

    def setup(self, stage):
        whole = datasets.MNIST(self.folder, train=True, download=True, transform=self.prepare)
        self.train_set, self.val_set = random_split(whole, [55_000, 5_000])
        self.test_set = datasets.MNIST(self.folder, train=False, transform=self.prepare)

    def train_dataloader(self):
        return DataLoader(self.train_set, self.batch_size, shuffle=True, num_workers=4)

    def val_dataloader(self):
        return DataLoader(self.val_set, self.batch_size)

    def test_dataloader(self):
        return DataLoader(self.test_set, self.batch_size)


class Classifier(pl.LightningModule):
    def __init__(self, lr=1e-3):
        super().__init__()
        self.save_hyperparameters()
        self.net = nn.Sequential(
            nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 10)
        )
        self.accuracy = Accuracy(task="multiclass", num_classes=10)

    def forward(self, images):
        return self.net(images)

    def training_step(self, batch, batch_idx):
        images, labels = batch
        loss = F.cross_entropy(self(images), labels)
        self.log("train_loss", loss)
        return loss

    def validation_step(self, batch, batch_idx):
        images, labels = batch
        scores = self(images)
        self.accuracy(scores, labels)
        self.log("val_loss", F.cross_entropy(scores, labels))
        self.log("val_accuracy", self.accuracy)

    def test_step(self, batch, batch_idx):
        images, labels = batch
        self.log("test_loss", F.cross_entropy(self(images), labels))

    def configure_optimizers(self):
        optimizer = torch.optim.AdamW(self.parameters(), lr=self.hparams.lr)
        scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode="min")
        return {
            "optimizer": optimizer,
            "lr_scheduler": {"scheduler": scheduler, "monitor": "val_loss"},
        }


def main():
    pl.seed_everything(0, workers=True)
    best = ModelCheckpoint(monitor="val_accuracy", mode="max")
    trainer = pl.Trainer(
        max_epochs=5, callbacks=[best], gradient_clip_val=1.0, accumulate_grad_batches=2
    )
    data = Digits()
    trainer.fit(Classifier(), datamodule=data)
    trainer.test(datamodule=data, ckpt_path="best")


if __name__ == "__main__":
    main()
