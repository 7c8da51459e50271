import torch
from torch import nn


class Trainer:
    def __init__(self, model, optimizer, train_loader, val_loader, device):
        self.model = model.to(device)
        self.optimizer = optimizer
        self.criterion = nn.CrossEntropyLoss()
        self.train_loader = train_loader
        self.val_loader = val_loader
        self.device = device

    def fit(self, epochs):
        for epoch in range(epochs):
            loss = self.train_epoch()
            accuracy = self.validate()
            print(f"{epoch}: {loss:.4f} {accuracy:.4f}")

    def train_epoch(self):
        self.model.train()
        total = 0.0
        for inputs, labels in self.train_loader:
            total += self.train_step(inputs.to(self.device), labels.to(self.device))
        return total / len(self.train_loader)

    def train_step(self, inputs, labels):
        self.optimizer.zero_grad()
        loss = self.criterion(self.model(inputs), labels)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), max_norm=5.0)
        self.optimizer.step()
        return loss.item()

    @torch.no_grad()
    def validate(self):
        self.model.eval()
        correct, count = 0, 0
        for inputs, labels in self.val_loader:
            scores = self.model(inputs.to(self.device))
            correct += (scores.argmax(dim=1).cpu() == labels).sum().item()
            count += labels.numel()
        return correct / count
