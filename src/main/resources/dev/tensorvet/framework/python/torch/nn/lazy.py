"""Convolutions whose parameters are there after the first call."""

import torch
from torch.nn import Parameter

from .conv import (
    Conv1d,
    Conv2d,
    Conv3d,
    ConvTranspose1d,
    ConvTranspose2d,
    ConvTranspose3d,
)


class _Lazy:
    def _wait(self, out_channels, has_bias):
        self.out_channels = out_channels
        self._has_bias = has_bias
        self._options = {"device": self.weight.device, "dtype": self.weight.dtype}
        self.weight = None
        self.bias = None

    def _settle(self, input):
        if self.weight is None:
            self.in_channels = input.size(-len(self.kernel_size) - 1)
            if self.in_channels % self.groups != 0:
                raise ValueError("in_channels must be divisible by groups")
            if self.transposed:
                size = (self.in_channels, self.out_channels // self.groups, *self.kernel_size)
            else:
                size = (self.out_channels, self.in_channels // self.groups, *self.kernel_size)
            self.weight = Parameter(torch.empty(size, **self._options))
            if self._has_bias:
                self.bias = Parameter(torch.empty((self.out_channels,), **self._options))
            self.reset_parameters()


class LazyConv1d(_Lazy, Conv1d):
    def __init__(self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,
                 bias=True, padding_mode="zeros", device=None, dtype=None):
        super().__init__(0, 0, kernel_size, stride, padding, dilation, groups, bias,
                         padding_mode, device, dtype)
        self._wait(out_channels, bias)

    def forward(self, input):
        self._settle(input)
        return super().forward(input)


class LazyConv2d(_Lazy, Conv2d):
    def __init__(self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,
                 bias=True, padding_mode="zeros", device=None, dtype=None):
        super().__init__(0, 0, kernel_size, stride, padding, dilation, groups, bias,
                         padding_mode, device, dtype)
        self._wait(out_channels, bias)

    def forward(self, input):
        self._settle(input)
        return super().forward(input)


class LazyConv3d(_Lazy, Conv3d):
    def __init__(self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,
                 bias=True, padding_mode="zeros", device=None, dtype=None):
        super().__init__(0, 0, kernel_size, stride, padding, dilation, groups, bias,
                         padding_mode, device, dtype)
        self._wait(out_channels, bias)

    def forward(self, input):
        self._settle(input)
        return super().forward(input)


class LazyConvTranspose1d(_Lazy, ConvTranspose1d):
    def __init__(self, out_channels, kernel_size, stride=1, padding=0, output_padding=0,
                 groups=1, bias=True, dilation=1, padding_mode="zeros", device=None, dtype=None):
        super().__init__(0, 0, kernel_size, stride, padding, output_padding, groups, bias,
                         dilation, padding_mode, device, dtype)
        self._wait(out_channels, bias)

    def forward(self, input, output_size=None):
        self._settle(input)
        return super().forward(input, output_size)


class LazyConvTranspose2d(_Lazy, ConvTranspose2d):
    def __init__(self, out_channels, kernel_size, stride=1, padding=0, output_padding=0,
                 groups=1, bias=True, dilation=1, padding_mode="zeros", device=None, dtype=None):
        super().__init__(0, 0, kernel_size, stride, padding, output_padding, groups, bias,
                         dilation, padding_mode, device, dtype)
        self._wait(out_channels, bias)

    def forward(self, input, output_size=None):
        self._settle(input)
        return super().forward(input, output_size)


class LazyConvTranspose3d(_Lazy, ConvTranspose3d):
    def __init__(self, out_channels, kernel_size, stride=1, padding=0, output_padding=0,
                 groups=1, bias=True, dilation=1, padding_mode="zeros", device=None, dtype=None):
        super().__init__(0, 0, kernel_size, stride, padding, output_padding, groups, bias,
                         dilation, padding_mode, device, dtype)
        self._wait(out_channels, bias)

    def forward(self, input, output_size=None):
        self._settle(input)
        return super().forward(input, output_size)
