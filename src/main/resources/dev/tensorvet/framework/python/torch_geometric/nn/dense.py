import torch
import torch.nn.functional as F
from torch import nn
from torch.nn import Module, Parameter


class Linear(Module):
    def __init__(self, in_channels, out_channels: int, bias=True, weight_initializer=None,
                 bias_initializer=None):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        if in_channels == -1:
            # It has its width from the first input.
            self.weight = None
        else:
            self.weight = Parameter(torch.empty(out_channels, in_channels))
        if bias:
            self.bias = Parameter(torch.empty(out_channels))
        else:
            self.register_parameter("bias", None)

    def reset_parameters(self):
        pass

    def forward(self, x):
        if self.weight is None:
            self.weight = Parameter(torch.empty(self.out_channels, x.size(-1)))
        return F.linear(x, self.weight, self.bias)


class BatchNorm(Module):
    def __init__(self, in_channels, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True,
                 allow_single_element=False):
        super().__init__()
        self.module = nn.BatchNorm1d(in_channels, eps, momentum, affine, track_running_stats)

    def reset_parameters(self):
        self.module.reset_parameters()

    def forward(self, x):
        return self.module(x)
