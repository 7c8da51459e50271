import torch
from torch.nn import Parameter


def _magnitude(v, dim):
    """The norm over all dimensions but one."""
    if dim is None or dim == -1:
        return v.norm()
    return v.norm(2, [each for each in range(v.dim()) if each != dim % v.dim()], True)


def _product(g, v, dim):
    return v * (g / _magnitude(v, dim))


def weight_norm(module, name="weight", dim=0):
    weight = module._parameters.pop(name)
    g = Parameter(_magnitude(weight, dim).data)
    v = Parameter(weight.data)
    module.register_parameter(name + "_g", g)
    module.register_parameter(name + "_v", v)
    setattr(module, name, _product(g, v, dim))
    module._weight_norm_dim = dim
    return module


def remove_weight_norm(module, name="weight"):
    g = module._parameters.pop(name + "_g")
    v = module._parameters.pop(name + "_v")
    delattr(module, name)
    module.register_parameter(name, Parameter(_product(g, v, module._weight_norm_dim).data))
    return module
