import torch.nn.functional as F
from torch.nn import Module

from ._tuples import _pair, _quadruple, _sextuple


class ConstantPad1d(Module):
    def __init__(self, padding, value):
        super().__init__()
        self.padding = _pair(padding)
        self.value = value

    def forward(self, input):
        return F.pad(input, self.padding, "constant", self.value)


class ConstantPad2d(Module):
    def __init__(self, padding, value):
        super().__init__()
        self.padding = _quadruple(padding)
        self.value = value

    def forward(self, input):
        return F.pad(input, self.padding, "constant", self.value)


class ConstantPad3d(Module):
    def __init__(self, padding, value):
        super().__init__()
        self.padding = _sextuple(padding)
        self.value = value

    def forward(self, input):
        return F.pad(input, self.padding, "constant", self.value)


class ZeroPad1d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _pair(padding)
        self.value = 0.0

    def forward(self, input):
        return F.pad(input, self.padding, "constant", self.value)


class ZeroPad2d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _quadruple(padding)
        self.value = 0.0

    def forward(self, input):
        return F.pad(input, self.padding, "constant", self.value)


class ZeroPad3d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _sextuple(padding)
        self.value = 0.0

    def forward(self, input):
        return F.pad(input, self.padding, "constant", self.value)


class ReflectionPad1d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _pair(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "reflect")


class ReflectionPad2d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _quadruple(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "reflect")


class ReflectionPad3d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _sextuple(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "reflect")


class ReplicationPad1d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _pair(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "replicate")


class ReplicationPad2d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _quadruple(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "replicate")


class ReplicationPad3d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _sextuple(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "replicate")


class CircularPad1d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _pair(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "circular")


class CircularPad2d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _quadruple(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "circular")


class CircularPad3d(Module):
    def __init__(self, padding):
        super().__init__()
        self.padding = _sextuple(padding)

    def forward(self, input):
        return F.pad(input, self.padding, "circular")
