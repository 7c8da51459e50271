import torch

from .function import Message, Reduction


class _Edges:
    def __init__(self, graph):
        self.src = {key: graph._at_edges(value) for key, value in graph._source().items()}
        self.dst = {key: graph._at_edges(value) for key, value in graph._target().items()}
        self.data = graph.edata


class _Nodes:
    def __init__(self, data, mailbox):
        self.data = data
        self.mailbox = mailbox


class DGLGraph:
    """Which node is joined to which is not followed: what comes of them has the same shape."""

    def __init__(self):
        self.ndata = {}
        self.srcdata = {}
        self.dstdata = {}
        self.edata = {}
        self._node_count = int(object())
        self._target_count = int(object())
        self._edge_count = int(object())

    def __enter__(self):
        return self

    def local_scope(self):
        return self

    def local_var(self):
        return self

    def to(self, device):
        return self

    def _source(self):
        return self.srcdata if len(self.srcdata) > 0 else self.ndata

    def _target(self):
        return self.dstdata if len(self.dstdata) > 0 else self.ndata

    def _nodes(self):
        for key, value in self.ndata.items():
            if isinstance(value, torch.Tensor):
                return value.size(0)
        return self._node_count

    def _targets(self):
        for key, value in self.dstdata.items():
            if isinstance(value, torch.Tensor):
                return value.size(0)
        return self._target_count if len(self.srcdata) > 0 else self._nodes()

    def _edges(self):
        for key, value in self.edata.items():
            if isinstance(value, torch.Tensor):
                return value.size(0)
        return self._edge_count

    def num_nodes(self, ntype=None):
        return self._nodes()

    def number_of_nodes(self, ntype=None):
        return self._nodes()

    def num_src_nodes(self, ntype=None):
        return self._nodes()

    def number_of_src_nodes(self, ntype=None):
        return self._nodes()

    def num_dst_nodes(self, ntype=None):
        return self._target_count

    def number_of_dst_nodes(self, ntype=None):
        return self._target_count

    def num_edges(self, etype=None):
        return self._edges()

    def number_of_edges(self, etype=None):
        return self._edges()

    def in_degrees(self, v=None, etype=None):
        return torch.ones(self._targets()).long()

    def out_degrees(self, u=None, etype=None):
        return torch.ones(self._nodes()).long()

    def _at_edges(self, value):
        if not isinstance(value, torch.Tensor):
            return value
        return value.narrow(0, 0, 1).expand((self._edges(),) + value.shape[1:])

    def _side(self, side):
        place, key = side
        if place == "e":
            return self.edata[key]
        return self._at_edges((self._source() if place == "u" else self._target())[key])

    def _messages(self, func):
        if not isinstance(func, Message):
            return func(_Edges(self))
        left = self._side(func.left)
        if func.op == "copy":
            return {func.out: left}
        right = self._side(func.right)
        if func.op == "add":
            return {func.out: left + right}
        if func.op == "sub":
            return {func.out: left - right}
        if func.op == "mul":
            return {func.out: left * right}
        if func.op == "div":
            return {func.out: left / right}
        return {func.out: (left * right).sum(-1, keepdim=True)}

    def apply_edges(self, func, edges=None, etype=None):
        self.edata.update(self._messages(func))

    def _received(self, value, sizes):
        return value.narrow(0, 0, 1).expand(sizes + value.shape[1:])

    def update_all(self, message_func, reduce_func, apply_node_func=None, etype=None):
        messages = self._messages(message_func)
        nodes = self._targets()
        frame = self.dstdata if len(self.srcdata) > 0 else self.ndata
        if isinstance(reduce_func, Reduction):
            made = {reduce_func.out: self._received(messages[reduce_func.msg], (nodes,))}
        else:
            degree = int(object())
            mailbox = {}
            for key, value in messages.items():
                if isinstance(value, torch.Tensor):
                    value = value.narrow(0, 0, 1).unsqueeze(1)
                    value = value.expand((nodes, degree) + value.shape[2:])
                mailbox[key] = value
            made = reduce_func(_Nodes(frame, mailbox))
        frame.update(made)
        if apply_node_func is not None:
            frame.update(apply_node_func(_Nodes(frame, {})))

    def apply_nodes(self, func, v=None, ntype=None):
        self.ndata.update(func(_Nodes(self.ndata, {})))
