import torch
from torch.utils.data import DataLoader, TensorDataset, random_split

from model import Classifier
from trainer import Trainer


def main():
    torch.manual_seed(7)
    features, labels = torch.load("features.pt", weights_only=True)
    features = (features - features.mean(dim=0)) / features.std(dim=0)
    train_set, val_set = random_split(TensorDataset(features, labels), [0.9, 0.1])
    model = Classifier(features.size(1))
    trainer = Trainer(
        model,
        torch.optim.AdamW(model.parameters(), lr=1e-3),
        DataLoader(train_set, batch_size=256, shuffle=True),
        DataLoader(val_set, batch_size=256),
        torch.device("cuda" if torch.cuda.is_available() else "cpu"),
    )
    trainer.fit(epochs=20)


if __name__ == "__main__":
    main()
