import torch
from torch import nn
from torch.nn import Module, Parameter


def _pair(value):
    if isinstance(value, tuple):
        return value
    return value, value


def _received(graph, messages, target):
    """What nodes get of others: a block has fewer at its end, how many is not followed."""
    if target is not None:
        nodes = target.size(0)
    else:
        nodes = int(object())
    return messages.narrow(0, 0, 1).expand((nodes,) + messages.shape[1:])


class GraphConv(Module):
    def __init__(self, in_feats, out_feats: int, norm="both", weight=True, bias=True,
                 activation=None, allow_zero_in_degree=False):
        super().__init__()
        self._in_feats = in_feats
        self._out_feats = out_feats
        if weight:
            self.weight = Parameter(torch.empty(in_feats, out_feats))
        else:
            self.register_parameter("weight", None)
        if bias:
            self.bias = Parameter(torch.empty(out_feats))
        else:
            self.register_parameter("bias", None)
        self._activation = activation

    def forward(self, graph, feat, weight=None, edge_weight=None):
        source, target = feat if isinstance(feat, tuple) else (feat, None)
        if weight is None:
            weight = self.weight
        rst = source
        if weight is not None:
            rst = torch.matmul(rst, weight)
        rst = _received(graph, rst, target)
        if self.bias is not None:
            rst = rst + self.bias
        if self._activation is not None:
            rst = self._activation(rst)
        return rst


class SAGEConv(Module):
    def __init__(self, in_feats, out_feats: int, aggregator_type, feat_drop=0.0, bias=True,
                 norm=None, activation=None):
        super().__init__()
        source, target = _pair(in_feats)
        self._aggre_type = aggregator_type
        self.norm = norm
        self.feat_drop = nn.Dropout(feat_drop)
        self.activation = activation
        if aggregator_type == "pool":
            self.fc_pool = nn.Linear(source, source)
        if aggregator_type == "lstm":
            self.lstm = nn.LSTM(source, source, batch_first=True)
        self.fc_neigh = nn.Linear(source, out_feats, bias=False)
        if aggregator_type != "gcn":
            self.fc_self = nn.Linear(target, out_feats, bias=bias)
        elif bias:
            self.bias = Parameter(torch.zeros(out_feats))
        else:
            self.register_buffer("bias", None)

    def forward(self, graph, feat, edge_weight=None):
        source, target = feat if isinstance(feat, tuple) else (feat, None)
        source = self.feat_drop(source)
        messages = source
        if self._aggre_type == "pool":
            messages = torch.relu(self.fc_pool(source))
        rst = _received(graph, self.fc_neigh(messages), target)
        if self._aggre_type == "gcn":
            if self.bias is not None:
                rst = rst + self.bias
        elif target is not None:
            rst = self.fc_self(self.feat_drop(target)) + rst
        else:
            rst = self.fc_self(source)[: rst.size(0)].mean(0, keepdim=True) + rst
        if self.activation is not None:
            rst = self.activation(rst)
        if self.norm is not None:
            rst = self.norm(rst)
        return rst


class GATConv(Module):
    def __init__(self, in_feats, out_feats: int, num_heads, feat_drop=0.0, attn_drop=0.0,
                 negative_slope=0.2, residual=False, activation=None, allow_zero_in_degree=False,
                 bias=True):
        super().__init__()
        source, target = _pair(in_feats)
        self._num_heads = num_heads
        self._out_feats = out_feats
        self.is_pair = isinstance(in_feats, tuple)
        if self.is_pair:
            self.fc_src = nn.Linear(source, out_feats * num_heads, bias=False)
            self.fc_dst = nn.Linear(target, out_feats * num_heads, bias=False)
        else:
            self.fc = nn.Linear(source, out_feats * num_heads, bias=False)
        self.attn_l = Parameter(torch.empty(1, num_heads, out_feats))
        self.attn_r = Parameter(torch.empty(1, num_heads, out_feats))
        self.feat_drop = nn.Dropout(feat_drop)
        self.attn_drop = nn.Dropout(attn_drop)
        self.leaky_relu = nn.LeakyReLU(negative_slope)
        self.has_linear_res = False
        if residual:
            if target != out_feats * num_heads:
                self.res_fc = nn.Linear(target, num_heads * out_feats, bias=bias)
                self.has_linear_res = True
            else:
                self.res_fc = nn.Identity()
        else:
            self.register_buffer("res_fc", None)
        if bias and not self.has_linear_res:
            self.bias = Parameter(torch.empty(num_heads * out_feats))
        else:
            self.register_buffer("bias", None)
        self.activation = activation

    def forward(self, graph, feat, edge_weight=None, get_attention=False):
        source, target = feat if isinstance(feat, tuple) else (feat, None)
        h = self.feat_drop(source)
        h = (self.fc_src if self.is_pair else self.fc)(h)
        h = h.view(-1, self._num_heads, self._out_feats)
        scores = self.leaky_relu((h * self.attn_l).sum(dim=-1) + (h * self.attn_r).sum(dim=-1))
        scores = self.attn_drop(torch.softmax(scores, dim=0))
        rst = _received(graph, h * scores.unsqueeze(-1), target)
        if self.res_fc is not None:
            res = self.res_fc(source if target is None else target)
            res = res.view(-1, self._num_heads, self._out_feats)
            rst = rst + (res.mean(0, keepdim=True) if target is None else res)
        if self.bias is not None:
            rst = rst + self.bias.view(1, self._num_heads, self._out_feats)
        if self.activation is not None:
            rst = self.activation(rst)
        if get_attention:
            return rst, scores.unsqueeze(-1)
        return rst


class GINConv(Module):
    def __init__(self, apply_func=None, aggregator_type="sum", init_eps=0, learn_eps=False,
                 activation=None):
        super().__init__()
        self.apply_func = apply_func
        self.activation = activation
        if learn_eps:
            self.eps = Parameter(torch.tensor([float(init_eps)]))
        else:
            self.register_buffer("eps", torch.tensor([float(init_eps)]))

    def forward(self, graph, feat, edge_weight=None):
        source, target = feat if isinstance(feat, tuple) else (feat, None)
        rst = _received(graph, source * (1 + self.eps), target)
        if self.apply_func is not None:
            rst = self.apply_func(rst)
        if self.activation is not None:
            rst = self.activation(rst)
        return rst
