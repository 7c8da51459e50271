import torch
import torch.nn.functional as F
from torch import nn
from torch.nn import Module, ModuleList, Parameter

from .dense import Linear
from .message_passing import MessagePassing


def _pair(channels):
    if isinstance(channels, (tuple, list)):
        return channels
    return channels, channels


def _ends(x):
    if isinstance(x, (tuple, list)):
        return x
    return x, x


def _edges(lin, edge_attr):
    """What edges have, by its mean: which of them meet a node is not followed."""
    if edge_attr.dim() == 1:
        edge_attr = edge_attr.view(-1, 1)
    return lin(edge_attr).mean(0, keepdim=True)


def _heads_joined(layer, out, residual):
    """The heads side by side, or their mean, with what is added at the end."""
    if layer.concat:
        out = out.reshape(out.size(0), layer.heads * layer.out_channels)
    else:
        out = out.mean(dim=1)
    if residual is not None:
        out = out + residual
    if layer.bias is not None:
        out = out + layer.bias
    return out


class GCNConv(MessagePassing):
    def __init__(self, in_channels, out_channels: int, improved=False, cached=False,
                 add_self_loops=None, normalize=True, bias=True, **kwargs):
        super().__init__(**kwargs)
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.lin = Linear(in_channels, out_channels, bias=False)
        if bias:
            self.bias = Parameter(torch.empty(out_channels))
        else:
            self.register_parameter("bias", None)

    def forward(self, x, edge_index, edge_weight=None):
        out = self.propagate(edge_index, x=self.lin(x))
        if self.bias is not None:
            out = out + self.bias
        return out


class SAGEConv(MessagePassing):
    def __init__(self, in_channels, out_channels: int, aggr="mean", normalize=False,
                 root_weight=True, project=False, bias=True, **kwargs):
        super().__init__(aggr, **kwargs)
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.normalize = normalize
        self.root_weight = root_weight
        self.project = project
        source, target = _pair(in_channels)
        if aggr == "lstm":
            self.aggr_module = _LSTMAggregation(source, source)
        if project:
            self.lin = Linear(source, source, bias=True)
        self.lin_l = Linear(source, out_channels, bias=bias)
        if root_weight:
            self.lin_r = Linear(target, out_channels, bias=False)

    def forward(self, x, edge_index, size=None):
        source, target = _ends(x)
        if self.project:
            source = self.lin(source).relu()
        out = self.lin_l(self.propagate(edge_index, x=(source, target), size=size))
        if self.root_weight and target is not None:
            out = out + self.lin_r(target)
        if self.normalize:
            out = F.normalize(out, p=2.0, dim=-1)
        return out


class _LSTMAggregation(Module):
    def __init__(self, in_channels, out_channels: int):
        super().__init__()
        self.lstm = nn.LSTM(in_channels, out_channels, batch_first=True)


class GraphConv(MessagePassing):
    def __init__(self, in_channels, out_channels: int, aggr="add", bias=True, **kwargs):
        super().__init__(aggr, **kwargs)
        self.in_channels = in_channels
        self.out_channels = out_channels
        source, target = _pair(in_channels)
        self.lin_rel = Linear(source, out_channels, bias=bias)
        self.lin_root = Linear(target, out_channels, bias=False)

    def forward(self, x, edge_index, edge_weight=None, size=None):
        source, target = _ends(x)
        out = self.lin_rel(self.propagate(edge_index, x=(source, target), size=size))
        if target is not None:
            out = out + self.lin_root(target)
        return out


class GATConv(MessagePassing):
    def __init__(self, in_channels, out_channels: int, heads=1, concat=True, negative_slope=0.2,
                 dropout=0.0, add_self_loops=True, edge_dim=None, fill_value="mean", bias=True,
                 residual=False, **kwargs):
        super().__init__(node_dim=0, **kwargs)
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.heads = heads
        self.concat = concat
        self.negative_slope = negative_slope
        self.dropout = dropout
        width = heads * out_channels
        total = width if concat else out_channels
        source, target = _pair(in_channels)
        self.is_shared = not isinstance(in_channels, (tuple, list))
        if self.is_shared:
            self.lin = Linear(in_channels, width, bias=False)
        else:
            self.lin_src = Linear(source, width, bias=False)
            self.lin_dst = Linear(target, width, bias=False)
        self.att_src = Parameter(torch.empty(1, heads, out_channels))
        self.att_dst = Parameter(torch.empty(1, heads, out_channels))
        if edge_dim is not None:
            self.lin_edge = Linear(edge_dim, width, bias=False)
            self.att_edge = Parameter(torch.empty(1, heads, out_channels))
        else:
            self.lin_edge = None
            self.register_parameter("att_edge", None)
        if residual:
            self.res = Linear(target, total, bias=False)
        else:
            self.register_parameter("res", None)
        if bias:
            self.bias = Parameter(torch.empty(total))
        else:
            self.register_parameter("bias", None)

    def forward(self, x, edge_index, edge_attr=None, size=None, return_attention_weights=None):
        source, target = _ends(x)
        res = None
        if self.res is not None and target is not None:
            res = self.res(target)
        heads = self.heads
        x_src = (self.lin if self.is_shared else self.lin_src)(source)
        x_src = x_src.view(-1, heads, self.out_channels)
        x_dst = None
        if target is not None:
            x_dst = (self.lin if self.is_shared else self.lin_dst)(target)
            x_dst = x_dst.view(-1, heads, self.out_channels)
        alpha = (x_src * self.att_src).sum(dim=-1)
        if self.lin_edge is not None and edge_attr is not None:
            edges = _edges(self.lin_edge, edge_attr).view(1, heads, self.out_channels)
            alpha = alpha + (edges * self.att_edge).sum(dim=-1)
        alpha = F.softmax(F.leaky_relu(alpha, self.negative_slope), dim=0)
        alpha = F.dropout(alpha, p=self.dropout, training=self.training)
        messages = x_src * alpha.unsqueeze(-1)
        if x_dst is not None:
            messages = (messages, x_dst + 0 * (x_dst * self.att_dst).sum(dim=-1, keepdim=True))
        out = self.propagate(edge_index, x=messages, size=size)
        out = _heads_joined(self, out, res)
        if return_attention_weights is not None:
            return out, (edge_index, alpha)
        return out


class GATv2Conv(MessagePassing):
    def __init__(self, in_channels, out_channels: int, heads=1, concat=True, negative_slope=0.2,
                 dropout=0.0, add_self_loops=True, edge_dim=None, fill_value="mean", bias=True,
                 share_weights=False, residual=False, **kwargs):
        super().__init__(node_dim=0, **kwargs)
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.heads = heads
        self.concat = concat
        self.negative_slope = negative_slope
        self.dropout = dropout
        width = heads * out_channels
        total = width if concat else out_channels
        source, target = _pair(in_channels)
        self.lin_l = Linear(source, width, bias=bias)
        self.lin_r = self.lin_l if share_weights else Linear(target, width, bias=bias)
        self.att = Parameter(torch.empty(1, heads, out_channels))
        if edge_dim is not None:
            self.lin_edge = Linear(edge_dim, width, bias=False)
        else:
            self.lin_edge = None
        if residual:
            self.res = Linear(target, total, bias=False)
        else:
            self.register_parameter("res", None)
        if bias:
            self.bias = Parameter(torch.empty(total))
        else:
            self.register_parameter("bias", None)

    def forward(self, x, edge_index, edge_attr=None, return_attention_weights=None):
        source, target = _ends(x)
        res = None
        if self.res is not None and target is not None:
            res = self.res(target)
        heads = self.heads
        x_l = self.lin_l(source).view(-1, heads, self.out_channels)
        x_r = None
        if target is not None:
            x_r = self.lin_r(target).view(-1, heads, self.out_channels)
        x_l_edge = x_l
        if self.lin_edge is not None and edge_attr is not None:
            x_l_edge = x_l + _edges(self.lin_edge, edge_attr).view(1, heads, self.out_channels)
        alpha = (F.leaky_relu(x_l_edge, self.negative_slope) * self.att).sum(dim=-1)
        alpha = F.softmax(alpha, dim=0)
        alpha = F.dropout(alpha, p=self.dropout, training=self.training)
        out = self.propagate(edge_index, x=(x_l * alpha.unsqueeze(-1), x_r))
        out = _heads_joined(self, out, res)
        if return_attention_weights is not None:
            return out, (edge_index, alpha)
        return out


class TransformerConv(MessagePassing):
    def __init__(self, in_channels, out_channels: int, heads=1, concat=True, beta=False,
                 dropout=0.0, edge_dim=None, bias=True, root_weight=True, **kwargs):
        super().__init__(node_dim=0, **kwargs)
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.heads = heads
        self.concat = concat
        self.beta = beta and root_weight
        self.root_weight = root_weight
        self.dropout = dropout
        source, target = _pair(in_channels)
        width = heads * out_channels
        total = width if concat else out_channels
        self.lin_key = Linear(source, width, bias=bias)
        self.lin_query = Linear(target, width, bias=bias)
        self.lin_value = Linear(source, width, bias=bias)
        if edge_dim is not None:
            self.lin_edge = Linear(edge_dim, width, bias=False)
        else:
            self.lin_edge = None
        self.lin_skip = Linear(target, total, bias=bias)
        if self.beta:
            self.lin_beta = Linear(3 * total, 1, bias=False)
        else:
            self.lin_beta = None

    def forward(self, x, edge_index, edge_attr=None, return_attention_weights=None):
        source, target = _ends(x)
        heads = self.heads
        query = self.lin_query(target).view(-1, heads, self.out_channels)
        key = self.lin_key(source).view(-1, heads, self.out_channels)
        value = self.lin_value(source).view(-1, heads, self.out_channels)
        if self.lin_edge is not None and edge_attr is not None:
            edges = _edges(self.lin_edge, edge_attr).view(1, heads, self.out_channels)
            key = key + edges
            value = value + edges
        alpha = F.softmax((key * query.mean(0, keepdim=True)).sum(dim=-1), dim=0)
        alpha = F.dropout(alpha, p=self.dropout, training=self.training)
        out = self.propagate(edge_index, x=(value * alpha.unsqueeze(-1), query))
        if self.concat:
            out = out.reshape(out.size(0), heads * self.out_channels)
        else:
            out = out.mean(dim=1)
        if self.root_weight:
            skip = self.lin_skip(target)
            if self.lin_beta is not None:
                beta = self.lin_beta(torch.cat([out, skip, out - skip], dim=-1)).sigmoid()
                out = beta * skip + (1 - beta) * out
            else:
                out = out + skip
        if return_attention_weights is not None:
            return out, (edge_index, alpha)
        return out


class GINConv(MessagePassing):
    def __init__(self, nn, eps=0.0, train_eps=False, **kwargs):
        super().__init__(**kwargs)
        self.nn = nn
        if train_eps:
            self.eps = Parameter(torch.empty(1))
        else:
            self.register_buffer("eps", torch.empty(1))
        self.eps.data.fill_(eps)

    def forward(self, x, edge_index, size=None):
        source, target = _ends(x)
        out = self.propagate(edge_index, x=(source, target), size=size)
        if target is not None:
            out = out + (1 + self.eps) * target
        return self.nn(out)


class GINEConv(MessagePassing):
    def __init__(self, nn, eps=0.0, train_eps=False, edge_dim=None, **kwargs):
        super().__init__(**kwargs)
        self.nn = nn
        if train_eps:
            self.eps = Parameter(torch.empty(1))
        else:
            self.register_buffer("eps", torch.empty(1))
        self.eps.data.fill_(eps)
        if edge_dim is not None:
            first = nn[0] if hasattr(nn, "__getitem__") else nn
            width = first.in_features if hasattr(first, "in_features") else first.in_channels
            self.lin = Linear(edge_dim, width)
        else:
            self.lin = None

    def forward(self, x, edge_index, edge_attr=None, size=None):
        source, target = _ends(x)
        out = self.propagate(edge_index, x=(source, target), size=size)
        if edge_attr is not None:
            out = out + (edge_attr if self.lin is None else self.lin(edge_attr)).mean(
                0, keepdim=True)
        if target is not None:
            out = out + (1 + self.eps) * target
        return self.nn(out)


class SGConv(MessagePassing):
    def __init__(self, in_channels, out_channels: int, K=1, cached=False, add_self_loops=True,
                 bias=True, **kwargs):
        super().__init__(**kwargs)
        self.K = K
        self.lin = Linear(in_channels, out_channels, bias=bias)

    def forward(self, x, edge_index, edge_weight=None):
        return self.lin(self.propagate(edge_index, x=x))


class TAGConv(MessagePassing):
    def __init__(self, in_channels, out_channels: int, K=3, bias=True, normalize=True, **kwargs):
        super().__init__(**kwargs)
        self.lins = ModuleList(
            [Linear(in_channels, out_channels, bias=False) for _ in range(K + 1)])
        if bias:
            self.bias = Parameter(torch.empty(out_channels))
        else:
            self.register_parameter("bias", None)

    def forward(self, x, edge_index, edge_weight=None):
        out = self.lins[0](x)
        for lin in self.lins[1:]:
            x = self.propagate(edge_index, x=x)
            out = out + lin(x)
        if self.bias is not None:
            out = out + self.bias
        return out


class EdgeConv(MessagePassing):
    def __init__(self, nn, aggr="max", **kwargs):
        super().__init__(aggr, **kwargs)
        self.nn = nn

    def forward(self, x, edge_index):
        return self.propagate(edge_index, x=_ends(x))

    def message(self, x_i, x_j):
        return self.nn(torch.cat([x_i, x_j - x_i], dim=-1))
