import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from base import BaseTrainer


class TextClassifier(nn.Module):
    def __init__(self, vocabulary, size, classes):
        super().__init__()
        self.embedding = nn.EmbeddingBag(vocabulary, size)
        self.dropout = nn.Dropout(0.5)
        self.out = nn.Linear(size, classes)

    def forward(self, tokens):
        return self.out(self.dropout(self.embedding(tokens)))


class ClassifierTrainer(BaseTrainer):
    def compute_loss(self, batch):
        tokens, labels = batch
        return F.cross_entropy(self.model(tokens), labels)


if __name__ == "__main__":
    torch.manual_seed(0)
    train_set = TensorDataset(*torch.load("train.pt", weights_only=True))
    val_set = TensorDataset(*torch.load("val.pt", weights_only=True))
    model = TextClassifier(20_000, 64, 4)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    trainer = ClassifierTrainer(
        model,
        optimizer,
        DataLoader(train_set, batch_size=32, shuffle=True),
        DataLoader(val_set, batch_size=128),
    )
    trainer.run(5)
