import torch
import torch.nn.functional as F
from torch.nn import Module

from .container import ModuleList, Sequential
from .linear import Linear


class _ASMoutput:
    def __init__(self, output, loss):
        self.output = output
        self.loss = loss

    def __iter__(self):
        return iter((self.output, self.loss))

    def __getitem__(self, index):
        return (self.output, self.loss)[index]


class AdaptiveLogSoftmaxWithLoss(Module):
    def __init__(self, in_features, n_classes, cutoffs, div_value=4.0, head_bias=False,
                 device=None, dtype=None):
        super().__init__()
        cutoffs = list(cutoffs)
        if len(cutoffs) == 0:
            raise ValueError("cutoffs should be a sequence of length larger than 0")
        if cutoffs != sorted(cutoffs) or min(cutoffs) <= 0 or max(cutoffs) > n_classes - 1:
            raise ValueError(
                "cutoffs should be a sequence of unique, positive integers sorted in an "
                "increasing order, where each value is between 1 and n_classes-1")
        self.in_features = in_features
        self.n_classes = n_classes
        self.cutoffs = cutoffs + [n_classes]
        self.div_value = div_value
        self.head_bias = head_bias
        self.shortlist_size = self.cutoffs[0]
        self.n_clusters = len(self.cutoffs) - 1
        self.head_size = self.shortlist_size + self.n_clusters
        self.head = Linear(in_features, self.head_size, head_bias, device, dtype)
        self.tail = ModuleList()
        for i in range(self.n_clusters):
            hidden = int(in_features // (div_value ** (i + 1)))
            size = self.cutoffs[i + 1] - self.cutoffs[i]
            self.tail.append(Sequential(
                Linear(in_features, hidden, False, device, dtype),
                Linear(hidden, size, False, device, dtype)))

    def forward(self, input_, target_):
        log_probs = self.log_prob(input_)
        if target_.dim() == 0:
            output = log_probs[target_]
        else:
            output = log_probs.gather(1, target_.unsqueeze(1)).squeeze(1)
        return _ASMoutput(output, (-output).mean())

    def log_prob(self, input):
        head = F.log_softmax(self.head(input), dim=-1)
        parts = [head[..., :self.shortlist_size]]
        for i, cluster in enumerate(self.tail):
            within = F.log_softmax(cluster(input), dim=-1)
            parts.append(within + head[..., self.shortlist_size + i].unsqueeze(-1))
        return torch.cat(parts, dim=-1)

    def predict(self, input):
        return torch.argmax(self.log_prob(input), dim=-1)
