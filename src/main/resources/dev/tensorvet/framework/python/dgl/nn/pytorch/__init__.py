from .conv import GATConv, GINConv, GraphConv, SAGEConv
from .glob import AvgPooling, MaxPooling, SumPooling
from ..functional import edge_softmax
