import torch
from lightning.fabric import Fabric
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(16, 32)
        self.norm = nn.BatchNorm1d(32)
        self.out = nn.Linear(32, 4)

    def forward(self, x):
        return self.out(torch.relu(self.norm(self.hidden(x))))


def main():
    fabric = Fabric(accelerator="auto", devices=1)
    fabric.launch()
    fabric.seed_everything(1)
    model = Net()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    model, optimizer = fabric.setup(model, optimizer)
    train_loader, val_loader = fabric.setup_dataloaders(
        DataLoader(
            TensorDataset(*torch.load("train.pt", weights_only=True)), batch_size=32, shuffle=True
        ),
        DataLoader(TensorDataset(*torch.load("val.pt", weights_only=True)), batch_size=32),
    )
    for epoch in range(10):
        model.train()
        for inputs, labels in train_loader:
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(inputs), labels)
            fabric.backward(loss)
            fabric.clip_gradients(model, optimizer, max_norm=1.0)
            optimizer.step()
        model.eval()
        total = 0.0
        with torch.no_grad():
            for inputs, labels in val_loader:
                total += nn.functional.cross_entropy(model(inputs), labels).item()
        fabric.print(epoch, total / len(val_loader))


if __name__ == "__main__":
    main()
