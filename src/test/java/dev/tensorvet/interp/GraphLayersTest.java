package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers of libraries for graphs; sizes as torch_geometric 2.7 and DGL 2.4 have them. */
final class GraphLayersTest {

  private static final String GEOMETRIC = "import torch_geometric.nn as pyg\n";
  private static final String DGL = "import dgl.nn as dgl\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GCNConv(16, 5)                                           |  85 | (B, 5)
          GCNConv(16, 5, bias=False)                               |  80 | (B, 5)
          SAGEConv(16, 5)                                          | 165 | (B, 5)
          SAGEConv((16, 16), 5, project=True)                      | 437 | (B, 5)
          SAGEConv(16, 5, root_weight=False)                       |  85 | (B, 5)
          SAGEConv(16, 5, aggr="lstm")                             | 2341 | (B, 5)
          GraphConv(16, 5)                                         | 165 | (B, 5)
          GATConv(16, 5, heads=3)                                  | 285 | (B, 15)
          GATConv(16, 5, heads=3, concat=False, residual=True)     | 355 | (B, 5)
          GATConv((16, 16), 5)                                     | 175 | (B, 5)
          GATv2Conv(16, 5, heads=3)                                | 540 | (B, 15)
          GATv2Conv(16, 5, heads=2, share_weights=True, concat=False) | 185 | (B, 5)
          TransformerConv(16, 5, heads=2, beta=True)               | 710 | (B, 10)
          TransformerConv(16, 5, heads=2, concat=False)            | 595 | (B, 5)
          GINConv(nn.Linear(16, 4), train_eps=True)                |  69 | (B, 4)
          SGConv(16, 5, K=2)                                       |  85 | (B, 5)
          TAGConv(16, 5)                                           | 325 | (B, 5)
          """)
  void messagesKeepTheNodes(String layer, String parameters, String output) {
    Net net =
        Net.in(
            GEOMETRIC,
            """
            def __init__(self):
                super().__init__()
                self.layer = pyg.%s

            def forward(self, x, edge_index):
                return self.layer(x, edge_index)
            """
                .formatted(layer));
    assertThat(net.parameters()).isEqualTo(parameters);
    assertThat(net.output()).isEqualTo(output);
    assertThat(net.contradictions()).isEmpty();
  }

  @Test
  void edgesHaveWeightsOfTheirOwn() {
    Net net =
        Net.in(
            GEOMETRIC,
            """
            def __init__(self):
                super().__init__()
                self.one = pyg.GATConv(16, 5, heads=2, edge_dim=3)
                self.other = pyg.GINEConv(nn.Linear(10, 4), edge_dim=3)

            def forward(self, x, edge_index, edges):
                return self.other(self.one(x, edge_index, edges), edge_index, edges)
            """);
    assertThat(net.parameters()).isEqualTo("314");
    assertThat(net.output()).isEqualTo("(B, 4)");
  }

  @Test
  void messagesOfTheUsersOwnAreFollowed() {
    Net net =
        Net.in(
            """
            from torch_geometric.nn import MessagePassing, global_mean_pool


            class Edges(MessagePassing):
                def __init__(self, width):
                    super().__init__(aggr="max")
                    self.mlp = nn.Linear(2 * width, 7)

                def forward(self, x, edge_index):
                    return self.propagate(edge_index, x=x)

                def message(self, x_i, x_j):
                    return self.mlp(torch.cat([x_i, x_j - x_i], dim=-1))

                def update(self, aggr_out):
                    return torch.relu(aggr_out)


            """,
            """
            def __init__(self):
                super().__init__()
                self.edges = Edges(4)

            def forward(self, data):
                x = self.edges(data.x, data.edge_index)
                return global_mean_pool(x, data.batch)
            """);
    assertThat(net.output()).matches("\\(n\\d+, 7\\)");
    assertThat(net.contradictions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GraphConv(16, 5)               |  85 | (n0, 5)
          SAGEConv(16, 5, "mean")        | 165 | (n0, 5)
          SAGEConv(16, 5, "pool")        | 437 | (n0, 5)
          SAGEConv(16, 5, "gcn")         |  85 | (n0, 5)
          GATConv(16, 5, num_heads=3)    | 285 | (n0, 3, 5)
          GINConv(nn.Linear(16, 4))      |  68 | (n0, 4)
          """)
  void aBlockMayHaveFewerNodesAtItsEnd(String layer, String parameters, String output) {
    Net net =
        Net.in(
            DGL,
            """
            def __init__(self):
                super().__init__()
                self.layer = dgl.%s

            def forward(self, x, graph):
                return self.layer(graph, x)
            """
                .formatted(layer));
    assertThat(net.parameters()).isEqualTo(parameters);
    assertThat(net.output()).isEqualTo(output);
    assertThat(net.contradictions()).isEmpty();
  }

  @Test
  void whatNodesAndEdgesHoldIsFollowed() {
    Net net =
        Net.in(
            "import dgl\nimport dgl.function as fn\n",
            """
            def __init__(self):
                super().__init__()
                self.a = nn.Linear(8, 5)
                self.c = nn.Linear(3, 5)

            def forward(self, g, h, e):
                g.ndata["h"] = self.a(h)
                g.edata["e"] = self.c(e)
                g.apply_edges(fn.u_add_v("h", "h", "hh"))
                g.edata["gate"] = torch.sigmoid(g.edata["hh"] + g.edata["e"])
                g.update_all(fn.u_mul_e("h", "gate", "m"), fn.sum("m", "n"))
                return g.ndata["h"] + g.ndata["n"], g.edata["gate"], dgl.mean_nodes(g, "n")
            """);
    assertThat(net.output()).matches("\\[\\(B, 5\\), \\(B_e, 5\\), \\(n\\d+, 5\\)]");
    assertThat(net.isComplete()).isTrue();
    assertThat(net.contradictions()).isEmpty();
  }

  @Test
  void functionsOfTheUsersOwnPassMessages() {
    Net net =
        Net.of(
            """
            def __init__(self):
                super().__init__()
                self.attention = nn.Linear(10, 1)

            def send(self, edges):
                both = torch.cat([edges.src["z"], edges.dst["z"]], dim=1)
                return {"z": edges.src["z"], "e": self.attention(both)}

            def receive(self, nodes):
                alpha = torch.softmax(nodes.mailbox["e"], dim=1)
                return {"h": torch.sum(alpha * nodes.mailbox["z"], dim=1)}

            def forward(self, g, h):
                with g.local_scope():
                    g.ndata["z"] = h[:, :5]
                    g.update_all(self.send, self.receive)
                    return g.ndata["h"]
            """);
    assertThat(net.output()).isEqualTo("(B, 5)");
    assertThat(net.contradictions()).isEmpty();
  }

  @Test
  void theEndOfABlockHasNodesOfItsOwn() {
    Net net =
        Net.in(
            "import dgl.function as fn\n",
            """
            def __init__(self):
                super().__init__()
                self.layer = nn.Linear(16, 4)

            def forward(self, block, h):
                with block.local_scope():
                    own = h[: block.number_of_dst_nodes()]
                    block.srcdata["h"] = h
                    block.update_all(fn.copy_u("h", "m"), fn.mean("m", "n"))
                    return self.layer(torch.cat([own, block.dstdata["n"]], 1))
            """);
    assertThat(net.inputs()).contains("h (B, 8)");
    assertThat(net.output()).matches("\\(n\\d+, 4\\)");
    assertThat(net.contradictions()).isEmpty();
  }

  @Test
  void whatIsSentMayBeCounted() {
    Net net =
        Net.in(
            "from torch_geometric.nn import MessagePassing\n",
            """
            def __init__(self):
                super().__init__()
                self.step = MessagePassing()
                self.embedding = nn.Embedding(9, 4)

            def forward(self, kinds, edge_index):
                embedded = self.embedding(kinds)
                return embedded, self.step.propagate(edge_index, x=torch.ones(6, 2).long())
            """);
    assertThat(net.output()).isEqualTo("[(B, D, 4), (6, 2)]");
    assertThat(net.contradictions()).isEmpty();
  }
}
