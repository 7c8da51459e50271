import torch
import torch.nn.functional as F
from torch.nn import Module, Parameter

from .parametrize import _parametrizations
from .spectral_norm import _default_dim, _matrix
from .weight_norm import _magnitude, _product


class _WeightNorm(Module):
    def __init__(self, dim=0):
        super().__init__()
        self.dim = -1 if dim is None else dim

    def forward(self, weight_g, weight_v):
        return _product(weight_g, weight_v, self.dim)


def weight_norm(module, name="weight", dim=0):
    weight = module._parameters.pop(name)
    kept = _parametrizations(module, name)
    kept.add_module("0", _WeightNorm(dim))
    kept.original0 = Parameter(_magnitude(weight, dim).data)
    kept.original1 = Parameter(weight.data)
    setattr(module, name, kept._modules["0"](kept.original0, kept.original1))
    return module


class _SpectralNorm(Module):
    def __init__(self, weight, n_power_iterations=1, dim=0, eps=1e-12):
        super().__init__()
        self.dim = dim if dim >= 0 else dim + weight.dim()
        self.eps = eps
        if weight.dim() > 1:
            with torch.no_grad():
                matrix = _matrix(weight, self.dim)
                u = F.normalize(matrix.new_empty(matrix.size(0)).normal_(0, 1), dim=0, eps=eps)
                v = F.normalize(matrix.new_empty(matrix.size(1)).normal_(0, 1), dim=0, eps=eps)
                for _ in range(15 + n_power_iterations):
                    u = F.normalize(torch.mv(matrix, v), dim=0, eps=eps)
                    v = F.normalize(torch.mv(matrix.H, u), dim=0, eps=eps)
            self.register_buffer("_u", u)
            self.register_buffer("_v", v)

    def forward(self, weight):
        if weight.dim() == 1:
            return F.normalize(weight, dim=0, eps=self.eps)
        return weight / torch.dot(self._u, torch.mv(_matrix(weight, self.dim), self._v))


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    if dim is None:
        dim = _default_dim(module)
    weight = module._parameters.pop(name)
    kept = _parametrizations(module, name)
    kept.original = weight
    kept.add_module("0", _SpectralNorm(weight, n_power_iterations, dim, eps))
    setattr(module, name, kept._modules["0"](weight))
    return module
