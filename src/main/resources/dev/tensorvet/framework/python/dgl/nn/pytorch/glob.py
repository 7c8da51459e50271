from torch.nn import Module


class _Pooling(Module):
    def forward(self, graph, feat, weight=None):
        # How many graphs a batch has is not followed.
        graphs = int(object())
        return feat.narrow(0, 0, 1).expand((graphs,) + feat.shape[1:])


class SumPooling(_Pooling):
    pass


class AvgPooling(_Pooling):
    pass


class MaxPooling(_Pooling):
    pass
