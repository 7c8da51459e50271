def _read(value):
    # How many graphs a batch has is not followed.
    return value.narrow(0, 0, 1).expand((int(object()),) + value.shape[1:])


def mean_nodes(graph, feat, weight=None):
    return _read(graph.ndata[feat])


def sum_nodes(graph, feat, weight=None):
    return _read(graph.ndata[feat])


def max_nodes(graph, feat):
    return _read(graph.ndata[feat])


def readout_nodes(graph, feat, weight=None, op="sum"):
    return _read(graph.ndata[feat])


def mean_edges(graph, feat, weight=None):
    return _read(graph.edata[feat])


def sum_edges(graph, feat, weight=None):
    return _read(graph.edata[feat])
