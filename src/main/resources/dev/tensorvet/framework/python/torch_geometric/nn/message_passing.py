import torch
from torch.nn import Module


class MessagePassing(Module):
    """Which node is joined to which is not followed: what comes of them has the same shape."""

    def __init__(self, aggr="sum", *, aggr_kwargs=None, flow="source_to_target", node_dim=-2,
                 decomposed_layers=1):
        super().__init__()
        self.aggr = aggr
        self.flow = flow
        self.node_dim = node_dim

    def reset_parameters(self):
        pass

    def _lift(self, value, side, edges):
        if isinstance(value, (tuple, list)):
            value = value[side]
        if value is None or not isinstance(value, torch.Tensor) or value.dim() == 0:
            return value
        dim = self.node_dim if value.dim() > 1 else 0
        sizes = list(value.shape)
        sizes[dim] = edges
        return value.narrow(dim, 0, 1).expand(sizes)

    def _nodes(self, values, size):
        if size is not None and size[1] is not None:
            return size[1]
        for value in values:
            if isinstance(value, (tuple, list)):
                value = value[0] if value[1] is None else value[1]
            if isinstance(value, torch.Tensor) and value.dim() > 0:
                return value.size(self.node_dim if value.dim() > 1 else 0)
        return None

    def propagate(self, edge_index, size=None, **kwargs):
        edges = int(edge_index.size(1))
        collected = dict(kwargs)
        for name, value in kwargs.items():
            collected[name + "_j"] = self._lift(value, 0, edges)
            collected[name + "_i"] = self._lift(value, 1, edges)
        nodes = self._nodes([value for name, value in kwargs.items()], size)
        collected["size"] = size
        collected["dim_size"] = nodes
        collected["edge_index"] = edge_index
        collected["index"] = edge_index[1]
        collected["edge_index_i"] = edge_index[1]
        collected["edge_index_j"] = edge_index[0]
        collected["ptr"] = None
        collected["size_i"] = nodes
        collected["size_j"] = nodes
        out = self.message(**collected)
        collected["inputs"] = out
        out = self.aggregate(**collected)
        collected["inputs"] = out
        collected["aggr_out"] = out
        return self.update(**collected)

    def edge_updater(self, edge_index, size=None, **kwargs):
        edges = int(edge_index.size(1))
        collected = dict(kwargs)
        for name, value in kwargs.items():
            collected[name + "_j"] = self._lift(value, 0, edges)
            collected[name + "_i"] = self._lift(value, 1, edges)
        collected["index"] = edge_index[1]
        collected["ptr"] = None
        collected["dim_size"] = None
        return self.edge_update(**collected)

    def message(self, x_j):
        return x_j

    def aggregate(self, inputs, dim_size=None):
        dim = self.node_dim if inputs.dim() > 1 else 0
        sizes = list(inputs.shape)
        sizes[dim] = dim_size
        return inputs.narrow(dim, 0, 1).expand(sizes)

    def update(self, inputs):
        return inputs
