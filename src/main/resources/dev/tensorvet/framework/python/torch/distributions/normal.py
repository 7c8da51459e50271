import math

import torch


class Normal:
    def __init__(self, loc, scale, validate_args=None):
        if not isinstance(loc, torch.Tensor):
            loc = torch.tensor(float(loc))
        if not isinstance(scale, torch.Tensor):
            scale = torch.tensor(float(scale))
        self.loc, self.scale = torch.broadcast_tensors(loc, scale)

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    @property
    def stddev(self):
        return self.scale

    @property
    def variance(self):
        return self.scale.pow(2)

    @property
    def batch_shape(self):
        return self.loc.shape

    def rsample(self, sample_shape=()):
        shape = tuple(sample_shape) + tuple(self.loc.shape)
        return self.loc + torch.randn(shape) * self.scale

    def sample(self, sample_shape=()):
        return self.rsample(sample_shape).detach()

    def sample_n(self, n):
        return self.sample((n,))

    def log_prob(self, value):
        distance = (value - self.loc) ** 2 / (2 * self.scale ** 2)
        return -distance - self.scale.log() - math.log(math.sqrt(2 * math.pi))

    def entropy(self):
        return 0.5 + 0.5 * math.log(2 * math.pi) + torch.log(self.scale)

    def cdf(self, value):
        return 0.5 * (1 + torch.erf((value - self.loc) / self.scale))
