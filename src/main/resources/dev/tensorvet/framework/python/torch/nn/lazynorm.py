"""Normalizations whose parameters are there after the first call."""

import torch
from torch.nn import Parameter

from .norm import (
    BatchNorm1d,
    BatchNorm2d,
    BatchNorm3d,
    InstanceNorm1d,
    InstanceNorm2d,
    InstanceNorm3d,
)


class _LazyNorm:
    def _wait(self, affine, track_running_stats, bias, device, dtype):
        self.affine = affine
        self.track_running_stats = track_running_stats
        self._has_bias = bias
        self._options = {"device": device, "dtype": dtype}

    def _settle(self, input, channels):
        if self.num_features != 0:
            return
        self.num_features = input.size(channels)
        if self.affine:
            self.weight = Parameter(torch.empty((self.num_features,), **self._options))
            if self._has_bias:
                self.bias = Parameter(torch.empty((self.num_features,), **self._options))
        if self.track_running_stats:
            self.running_mean = torch.zeros((self.num_features,), **self._options)
            self.running_var = torch.ones((self.num_features,), **self._options)
            self.num_batches_tracked = torch.tensor(0, dtype=torch.long)
        self.reset_parameters()


class _LazyBatchNorm(_LazyNorm):
    def __init__(self, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True,
                 device=None, dtype=None, *, bias=True):
        super().__init__(0, eps, momentum, False, False, device, dtype)
        self._wait(affine, track_running_stats, bias, device, dtype)

    def forward(self, input):
        self._check_input_dim(input)
        self._settle(input, 1)
        return super().forward(input)


class LazyBatchNorm1d(_LazyBatchNorm, BatchNorm1d):
    pass


class LazyBatchNorm2d(_LazyBatchNorm, BatchNorm2d):
    pass


class LazyBatchNorm3d(_LazyBatchNorm, BatchNorm3d):
    pass


class _LazyInstanceNorm(_LazyNorm):
    def __init__(self, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True,
                 device=None, dtype=None, *, bias=True):
        super().__init__(0, eps, momentum, False, False, device, dtype)
        self._wait(affine, track_running_stats, bias, device, dtype)

    def forward(self, input):
        self._check_input_dim(input)
        self._settle(input, input.dim() - self._get_no_batch_dim())
        return super().forward(input)


class LazyInstanceNorm1d(_LazyInstanceNorm, InstanceNorm1d):
    pass


class LazyInstanceNorm2d(_LazyInstanceNorm, InstanceNorm2d):
    pass


class LazyInstanceNorm3d(_LazyInstanceNorm, InstanceNorm3d):
    pass
