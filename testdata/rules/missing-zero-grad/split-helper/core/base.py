import torch


class BaseTrainer:
    def __init__(self, model):
        self.model = model
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)

    def begin(self):
        self.model.train()
        self.model.zero_grad(set_to_none=True)

    def apply(self):
        self.optimizer.step()
