"""Lightning runs the loop here."""

import lightning
import torch
from lightning.callbacks import EarlyStopping, ModelCheckpoint
from torch import nn


class Tagger(lightning.LightningModule):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 3))

    def forward(self, x):
        return self.net(x)

    def training_step(self, batch, index):
        inputs, labels = batch
        loss = nn.functional.cross_entropy(self(inputs), labels)
        self.log("train_loss", loss)
        return loss

    def validation_step(self, batch, index):
        inputs, labels = batch
        self.log("val_accuracy", (self(inputs).argmax(1) == labels).float().mean())

    def configure_optimizers(self):
        return torch.optim.AdamW(self.parameters(), lr=3e-4)


if __name__ == "__main__":
    lightning.seed_everything(1)
    trainer = lightning.Trainer(
        max_epochs=5,
        gradient_clip_val=0.5,
        callbacks=[EarlyStopping(monitor="val_loss"), ModelCheckpoint(monitor="val_accuracy")],
    )
    trainer.fit(Tagger())
