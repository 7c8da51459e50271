import torch
from torch import nn

from core.supervised import SupervisedTrainer
from data import train_loader


class Trainer(SupervisedTrainer):
    def fit(self, loader, epochs):
        for _ in range(epochs):
            for inputs, labels in loader:
                self.begin()
                loss = self.propagate(inputs, labels)
                self.apply()  # expect: missing-zero-grad
                print(loss.item())

    def refine(self, loader):
        optimizer = torch.optim.LBFGS(self.model.parameters(), lr=0.5)
        for inputs, labels in loader:

            def closure():
                self.begin()
                return self.propagate(inputs, labels)

            optimizer.step(closure)  # expect: missing-zero-grad


if __name__ == "__main__":
    trainer = Trainer(nn.Linear(16, 2))
    trainer.fit(train_loader, epochs=5)
    trainer.refine(train_loader)
