from .graph import DGLGraph
from .readout import (max_nodes, mean_edges, mean_nodes, readout_nodes, sum_edges, sum_nodes)
