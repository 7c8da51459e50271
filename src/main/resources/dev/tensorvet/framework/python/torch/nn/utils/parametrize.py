from torch.nn import Module, Parameter

from ..container import ModuleDict


class ParametrizationList(Module):
    pass


def _parametrizations(module, tensor_name):
    """Where the parameters are kept that stand for one tensor of the module."""
    if "parametrizations" not in module._modules:
        module.parametrizations = ModuleDict()
    if tensor_name not in module.parametrizations._modules:
        module.parametrizations[tensor_name] = ParametrizationList()
    return module.parametrizations[tensor_name]


def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    if is_parametrized(module, tensor_name):
        kept = module.parametrizations[tensor_name]
        value = getattr(module, tensor_name)
        kept.add_module(str(len(kept._modules)), parametrization)
        setattr(module, tensor_name, parametrization(value))
        return module
    weight = module._parameters.pop(tensor_name)
    kept = _parametrizations(module, tensor_name)
    if hasattr(parametrization, "right_inverse"):
        weight = Parameter(parametrization.right_inverse(weight).data)
    kept.register_parameter("original", weight)
    kept.add_module("0", parametrization)
    setattr(module, tensor_name, parametrization(weight))
    return module


def is_parametrized(module, tensor_name=None):
    if "parametrizations" not in module._modules:
        return False
    return tensor_name is None or tensor_name in module.parametrizations._modules


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    weight = getattr(module, tensor_name)
    delattr(module, tensor_name)
    del module.parametrizations[tensor_name]
    if len(module.parametrizations) == 0:
        del module._modules["parametrizations"]
    module.register_parameter(tensor_name, Parameter(weight.detach()))
    return module
