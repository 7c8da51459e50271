import torch

from .bernoulli import Bernoulli
from .categorical import Categorical
from .independent import Independent
from .normal import Normal
from .uniform import Uniform


def kl_divergence(p, q):
    if isinstance(p, Independent):
        return p._summed(kl_divergence(p.base_dist, q.base_dist))
    if isinstance(p, Categorical):
        return (p.probs * (p.logits - q.logits)).sum(-1)
    if isinstance(p, Normal):
        ratio = (p.scale / q.scale).pow(2)
        distance = ((p.loc - q.loc) / q.scale).pow(2)
        return 0.5 * (ratio + distance - 1 - ratio.log())
    if isinstance(p, Bernoulli):
        return p.probs * (p.logits - q.logits)
    if isinstance(p, Uniform):
        return torch.log((q.high - q.low) / (p.high - p.low))
    # Projects register their own.
    return object()
