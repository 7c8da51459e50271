# guards: lightning, distributed
import pytorch_lightning as pl
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

from module import Classifier


class Data(pl.LightningDataModule):
    def __init__(self, batch_size=64):
        super().__init__()
        self.batch_size = batch_size

    def setup(self, stage=None):
        prepare = transforms.Compose(
            [
                transforms.RandomCrop(32, padding=4),
                transforms.ToTensor(),
                transforms.Normalize((0.5,) * 3, (0.5,) * 3),
            ]
        )
        plain = transforms.Compose(
            [transforms.ToTensor(), transforms.Normalize((0.5,) * 3, (0.5,) * 3)]
        )
        self.train_set = datasets.CIFAR10("data", train=True, transform=prepare)
        self.val_set = datasets.CIFAR10("data", train=False, transform=plain)

    def train_dataloader(self):
        return DataLoader(self.train_set, batch_size=self.batch_size, shuffle=True, num_workers=4)

    def val_dataloader(self):
        return DataLoader(self.val_set, batch_size=self.batch_size, num_workers=4)


def main():
    pl.seed_everything(1)
    model = Classifier()
    trainer = pl.Trainer(
        max_epochs=20,
        accelerator="gpu",
        devices=4,
        strategy="ddp",
        gradient_clip_val=1.0,
        accumulate_grad_batches=4,
    )
    data = Data()
    trainer.fit(model, datamodule=data)
    predictions = trainer.predict(model, data.val_dataloader())
    print(len(predictions))


if __name__ == "__main__":
    main()
