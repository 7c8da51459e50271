# guards: accelerate, accumulation
import torch
from accelerate import Accelerator


class Trainer:
    def __init__(self, model, optimizer, loader, every=2):
        self.accelerator = Accelerator(gradient_accumulation_steps=every)
        self.model, self.optimizer, self.loader = self.accelerator.prepare(model, optimizer, loader)

    def step(self, images, labels):
        with self.accelerator.accumulate(self.model):
            self.optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(self.model(images), labels)
            self.accelerator.backward(loss)
            if self.accelerator.sync_gradients:
                self.accelerator.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
        return loss.item()

    def fit(self, epochs):
        self.model.train()
        for _ in range(epochs):
            for images, labels in self.loader:
                self.step(images, labels)
