from .pytorch import AvgPooling, GATConv, GINConv, GraphConv, MaxPooling, SAGEConv, SumPooling
