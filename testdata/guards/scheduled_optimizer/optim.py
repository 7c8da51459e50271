class ScheduledOptimizer:
    """Warms the learning rate up, then lets it fall; steps and zeroes the optimizer inside."""

    def __init__(self, optimizer, width, warmup):
        self.optimizer = optimizer
        self.width = width
        self.warmup = warmup
        self.steps = 0

    def step_and_update_lr(self):
        self._update_lr()
        self.optimizer.step()

    def zero_grad(self):
        self.optimizer.zero_grad()

    def _update_lr(self):
        self.steps += 1
        lr = self.width**-0.5 * min(self.steps**-0.5, self.steps * self.warmup**-1.5)
        for group in self.optimizer.param_groups:
            group["lr"] = lr
