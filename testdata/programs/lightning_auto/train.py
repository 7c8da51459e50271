import lightning as L
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

from module import LitClassifier


def main():
    L.seed_everything(5, workers=True)
    transform = transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))]
    )
    train_set = datasets.MNIST("data", train=True, download=True, transform=transform)
    val_set = datasets.MNIST("data", train=False, transform=transform)
    trainer = L.Trainer(max_epochs=5, gradient_clip_val=1.0)
    trainer.fit(
        LitClassifier(),
        DataLoader(train_set, batch_size=64, shuffle=True),
        DataLoader(val_set, batch_size=256),
    )


if __name__ == "__main__":
    main()
