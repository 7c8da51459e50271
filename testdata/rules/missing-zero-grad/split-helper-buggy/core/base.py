import torch


class BaseTrainer:
    def __init__(self, model):
        self.model = model
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)

    def begin(self):
        self.model.train()

    def apply(self):
        self.optimizer.step()
