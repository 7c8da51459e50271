import torch


class BaseTrainer:
    def __init__(self, model, optimizer, loader, val_loader):
        self.model = model
        self.optimizer = optimizer
        self.loader = loader
        self.val_loader = val_loader

    def compute_loss(self, batch):
        raise NotImplementedError

    def zero(self):
        self.optimizer.zero_grad()

    def update(self, loss):
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()

    def run(self, epochs):
        for epoch in range(epochs):
            self.model.train()
            epoch_loss = 0.0
            for batch in self.loader:
                self.zero()
                loss = self.compute_loss(batch)
                self.update(loss)
                epoch_loss += loss.item()
            print(epoch, epoch_loss / len(self.loader), self.evaluate())

    def evaluate(self):
        self.model.eval()
        losses = []
        with torch.no_grad():
            for batch in self.val_loader:
                losses.append(self.compute_loss(batch).item())
        return sum(losses) / len(losses)
