import torch


def parameters_to_vector(parameters):
    return torch.cat([parameter.view(-1) for parameter in parameters])


def vector_to_parameters(vec, parameters):
    start = 0
    for parameter in parameters:
        size = parameter.numel()
        parameter.data = vec[start:start + size].view_as(parameter).data
        start += size


def skip_init(module_cls, *args, **kwargs):
    return module_cls(*args, **kwargs)
