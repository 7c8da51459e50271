from ..functional import edge_softmax
