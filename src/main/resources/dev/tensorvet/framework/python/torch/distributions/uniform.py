import torch


class Uniform:
    def __init__(self, low, high, validate_args=None):
        if not isinstance(low, torch.Tensor):
            low = torch.tensor(float(low))
        if not isinstance(high, torch.Tensor):
            high = torch.tensor(float(high))
        self.low, self.high = torch.broadcast_tensors(low, high)

    def rsample(self, sample_shape=()):
        shape = tuple(sample_shape) + tuple(self.low.shape)
        return self.low + torch.rand(shape) * (self.high - self.low)

    def sample(self, sample_shape=()):
        return self.rsample(sample_shape).detach()

    def log_prob(self, value):
        return value * 0 - torch.log(self.high - self.low)

    def entropy(self):
        return torch.log(self.high - self.low)
