from .conv import (EdgeConv, GATConv, GATv2Conv, GCNConv, GINConv, GINEConv, GraphConv, SAGEConv,
                   SGConv, TAGConv, TransformerConv)
from .dense import BatchNorm, Linear
from .jumping import JumpingKnowledge
from .message_passing import MessagePassing
from .pool import global_add_pool, global_max_pool, global_mean_pool
