# guards: evaluation
import torch
import torch.nn.functional as F
from torch_geometric.datasets import Planetoid
from torch_geometric.nn import GCNConv
from torch_geometric.transforms import NormalizeFeatures


class GCN(torch.nn.Module):
    def __init__(self, features, classes):
        super().__init__()
        self.first = GCNConv(features, 16)
        self.second = GCNConv(16, classes)

    def forward(self, x, edges):
        x = F.relu(self.first(x, edges))
        x = F.dropout(x, p=0.5, training=self.training)
        return self.second(x, edges)


torch.manual_seed(12345)
dataset = Planetoid("data", "Cora", transform=NormalizeFeatures())
data = dataset[0]
model = GCN(dataset.num_features, dataset.num_classes)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=5e-4)


def train():
    model.train()
    optimizer.zero_grad()
    out = model(data.x, data.edge_index)
    loss = F.cross_entropy(out[data.train_mask], data.y[data.train_mask])
    loss.backward()
    optimizer.step()
    return float(loss)


@torch.no_grad()
def test():
    model.eval()
    predicted = model(data.x, data.edge_index).argmax(dim=-1)
    return [
        int((predicted[mask] == data.y[mask]).sum()) / int(mask.sum())
        for mask in (data.train_mask, data.val_mask, data.test_mask)
    ]


best = final = 0
for epoch in range(1, 201):
    loss = train()
    train_score, val_score, test_score = test()
    if val_score > best:
        best, final = val_score, test_score
print(final)
