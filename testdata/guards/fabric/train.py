# guards: fabric, accumulation
import torch
import torch.nn.functional as F
from lightning.fabric import Fabric, seed_everything
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset


class Net(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(inputs, 64), nn.BatchNorm1d(64), nn.ReLU())
        self.head = nn.Linear(64, 3)

    def forward(self, x):
        return self.head(self.body(x))


def evaluate(fabric, model, loader):
    model.eval()
    right = torch.tensor(0, device=fabric.device)
    count = torch.tensor(0, device=fabric.device)
    with torch.no_grad():
        for x, y in loader:
            right += (model(x).argmax(dim=1) == y).sum()
            count += y.numel()
    model.train()
    return fabric.all_reduce(right, reduce_op="sum") / fabric.all_reduce(count, reduce_op="sum")


def main():
    fabric = Fabric(accelerator="auto", devices="auto", precision="bf16-mixed")
    fabric.launch()
    seed_everything(1)
    x, y = torch.load("table.pt", weights_only=True)
    train_loader = DataLoader(TensorDataset(x[500:], y[500:]), batch_size=64, shuffle=True)
    val_loader = DataLoader(TensorDataset(x[:500], y[:500]), batch_size=256)
    train_loader, val_loader = fabric.setup_dataloaders(train_loader, val_loader)
    model = Net(x.size(1))
    optimizer = optim.AdamW(model.parameters(), lr=1e-3)
    model, optimizer = fabric.setup(model, optimizer)
    for epoch in range(10):
        model.train()
        for index, (features, labels) in enumerate(train_loader):
            is_last = (index + 1) % 4 == 0 or index + 1 == len(train_loader)
            with fabric.no_backward_sync(model, enabled=not is_last):
                loss = F.cross_entropy(model(features), labels) / 4
                fabric.backward(loss)
            if is_last:
                fabric.clip_gradients(model, optimizer, max_norm=1.0)
                optimizer.step()
                optimizer.zero_grad()
        fabric.print(epoch, evaluate(fabric, model, val_loader).item())


if __name__ == "__main__":
    main()
