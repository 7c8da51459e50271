import torch
import torch.nn.functional as F


class Bernoulli:
    def __init__(self, probs=None, logits=None, validate_args=None):
        if probs is not None:
            if not isinstance(probs, torch.Tensor):
                probs = torch.tensor(float(probs))
            self.probs = probs
            self.logits = torch.log(probs) - torch.log1p(-probs)
        else:
            self.logits = logits
            self.probs = torch.sigmoid(logits)

    @property
    def batch_shape(self):
        return self.probs.shape

    @property
    def mean(self):
        return self.probs

    def sample(self, sample_shape=()):
        shape = tuple(sample_shape) + tuple(self.probs.shape)
        return torch.bernoulli(self.probs.expand(shape)).detach()

    def log_prob(self, value):
        logits, value = torch.broadcast_tensors(self.logits, value)
        return -F.binary_cross_entropy_with_logits(logits, value, reduction="none")

    def entropy(self):
        return F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none")
