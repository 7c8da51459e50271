# guards: wrapper
import torch
from torch import nn
from data import loader, Transformer


class NoamOpt:
    def __init__(self, size, factor, warmup, optimizer):
        self.optimizer = optimizer
        self._step = 0
        self.size, self.factor, self.warmup = size, factor, warmup

    def step(self):
        self._step += 1
        rate = self.factor * self.size**-0.5 * min(self._step**-0.5, self._step * self.warmup**-1.5)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()


class LossCompute:
    def __init__(self, generator, criterion, opt=None):
        self.generator, self.criterion, self.opt = generator, criterion, opt

    def __call__(self, x, y, norm):
        loss = self.criterion(self.generator(x).view(-1, 1000), y.contiguous().view(-1)) / norm
        loss.backward()
        if self.opt is not None:
            nn.utils.clip_grad_norm_(self.generator.parameters(), 1.0)
            self.opt.step()
            self.opt.optimizer.zero_grad()
        return loss.item() * norm


def run_epoch(batches, model, compute):
    total = 0
    for src, tgt, y, tokens in batches:
        out = model(src, tgt)
        total += compute(out, y, tokens)
    return total


torch.manual_seed(1)
model = Transformer(512)
opt = NoamOpt(512, 2, 4000, torch.optim.Adam(model.parameters(), lr=0, betas=(0.9, 0.98), eps=1e-9))
for epoch in range(10):
    model.train()
    run_epoch(loader, model, LossCompute(model.generator, nn.CrossEntropyLoss(), opt))
