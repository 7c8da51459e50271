package dev.tensorvet.framework;

/** PyTorch Geometric. */
final class TorchGeometric {

  private TorchGeometric() {}

  static Framework framework() {
    return Framework.empty()
        .with(
            Role.MODULE,
            "torch_geometric.nn",
            """
            MessagePassing AGNNConv APPNP ARMAConv AntiSymmetricConv CGConv ChebConv ClusterGCNConv
            DNAConv DirGNNConv DynamicEdgeConv ECConv EGConv EdgeConv FAConv FastRGATConv
            FastRGCNConv FeaStConv FiLMConv GATConv GATv2Conv GCN2Conv GCNConv GENConv GINConv
            GINEConv GMMConv GPSConv GatedGraphConv GeneralConv GraphConv GravNetConv HANConv
            HEATConv HGTConv HeteroConv HypergraphConv LEConv LGConv MFConv MixHopConv NNConv PANConv
            PDNConv PNAConv PPFConv PointConv PointGNNConv PointNetConv PointTransformerConv RGATConv
            RGCNConv ResGatedGraphConv SAGEConv SGConv SSGConv SignedConv SimpleConv SplineConv
            SuperGATConv TAGConv TransformerConv WLConv XConv

            BatchNorm DiffGroupNorm GraphNorm GraphSizeNorm HeteroBatchNorm HeteroLayerNorm
            InstanceNorm LayerNorm MeanSubtractionNorm MessageNorm PairNorm

            ASAPooling EdgePooling MemPooling PANPooling SAGPooling TopKPooling

            Aggregation AttentionalAggregation GRUAggregation LSTMAggregation MaxAggregation
            MeanAggregation MedianAggregation MinAggregation MulAggregation MultiAggregation
            SoftmaxAggregation SumAggregation Set2Set GlobalAttention SortAggregation

            BasicGNN GAT GCN GIN PNA GraphSAGE MLP JumpingKnowledge DeepGCNLayer DimeNet
            DimeNetPlusPlus SchNet Node2Vec MetaPath2Vec DeepGraphInfomax GAE VGAE InnerProductDecoder
            GraphUNet LabelPropagation CorrectAndSmooth LightGCN Linear HeteroLinear HeteroDictLinear
            """)
        .with(Role.CONTAINER, "torch_geometric.nn", "Sequential DataParallel")
        .with(
            Role.LOADER,
            "torch_geometric.loader",
            """
            ClusterLoader DataListLoader DataLoader DenseDataLoader DynamicBatchSampler
            GraphSAINTEdgeSampler GraphSAINTNodeSampler GraphSAINTRandomWalkSampler HGTLoader
            ImbalancedSampler LinkNeighborLoader NeighborLoader NeighborSampler NodeLoader
            RandomNodeLoader ShaDowKHopSampler
            """)
        .with(Role.DATASET, "torch_geometric.data", "Dataset InMemoryDataset OnDiskDataset")
        .plain("torch_geometric.data", "Data Batch HeteroData TemporalData")
        .withMatching(Role.DATASET, "torch_geometric\\.datasets\\.[A-Z]\\w*")
        .alias("torch_geometric.data.DataLoader", "torch_geometric.loader.DataLoader")
        .classHome("torch_geometric.nn", "torch_geometric.nn")
        .classHome("torch_geometric.loader", "torch_geometric.loader")
        .classHome("torch_geometric.datasets", "torch_geometric.datasets")
        .home("torch_geometric.data", "data batch dataset in_memory_dataset hetero_data");
  }
}
