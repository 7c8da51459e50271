# guards: deepspeed
from fairseq import optim, tasks, utils
import torch


class Loop:
    def __init__(self, cfg, task, model, criterion):
        self.cfg = cfg
        self.task = task
        self.model = model
        self.criterion = criterion
        self.optimizer = optim.FP16Optimizer.build_optimizer(
            cfg, list(filter(lambda p: p.requires_grad, model.parameters()))
        )

    def train_step(self, samples):
        self.model.train()
        self.criterion.train()
        self.optimizer.zero_grad()
        for sample in samples:
            loss, sample_size, logging = self.criterion(self.model, sample)
            self.optimizer.backward(loss)
        self.optimizer.multiply_grads(1.0 / sample_size)
        self.optimizer.clip_grad_norm(self.cfg.clip_norm)
        self.optimizer.step()
        return logging

    def fit(self, iterator):
        for samples in iterator:
            print(self.train_step(samples))
