import torch
import torch.nn.functional as F
from torch.nn import Parameter


def _matrix(weight, dim):
    if dim != 0:
        weight = weight.permute(dim, *[each for each in range(weight.dim()) if each != dim])
    return weight.reshape(weight.size(0), -1)


def _default_dim(module):
    transposed = (torch.nn.ConvTranspose1d, torch.nn.ConvTranspose2d, torch.nn.ConvTranspose3d)
    return 1 if isinstance(module, transposed) else 0


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    if dim is None:
        dim = _default_dim(module)
    weight = module._parameters.pop(name)
    with torch.no_grad():
        matrix = _matrix(weight, dim)
        u = F.normalize(weight.new_empty(matrix.size(0)).normal_(0, 1), dim=0, eps=eps)
        v = F.normalize(weight.new_empty(matrix.size(1)).normal_(0, 1), dim=0, eps=eps)
    module.register_parameter(name + "_orig", weight)
    module.register_buffer(name + "_u", u)
    module.register_buffer(name + "_v", v)
    # As the first forward pass in training has it: until then both vectors are any.
    with torch.no_grad():
        v = F.normalize(torch.mv(matrix.t(), u), dim=0, eps=eps)
        u = F.normalize(torch.mv(matrix, v), dim=0, eps=eps)
    setattr(module, name, weight / torch.dot(u, torch.mv(_matrix(weight, dim), v)))
    return module


def remove_spectral_norm(module, name="weight"):
    weight = getattr(module, name)
    delattr(module, name)
    module._parameters.pop(name + "_orig")
    module._buffers.pop(name + "_u")
    module._buffers.pop(name + "_v")
    module.register_parameter(name, Parameter(weight.detach()))
    return module
