import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(32, 64), nn.ReLU(), nn.Dropout(0.1))
        self.head = nn.Linear(64, 3)

    def forward(self, x):
        return self.head(self.body(x))


def main():
    set_seed(42)
    accelerator = Accelerator()
    train_loader = DataLoader(
        TensorDataset(*torch.load("train.pt", weights_only=True)), batch_size=32, shuffle=True
    )
    val_loader = DataLoader(
        TensorDataset(*torch.load("val.pt", weights_only=True)), batch_size=128
    )
    model = Net()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    model, optimizer, train_loader, val_loader = accelerator.prepare(
        model, optimizer, train_loader, val_loader
    )
    for epoch in range(3):
        model.train()
        for inputs, labels in train_loader:
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(inputs), labels)
            accelerator.backward(loss)
            accelerator.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        model.eval()
        correct, count = 0, 0
        with torch.no_grad():
            for inputs, labels in val_loader:
                predicted = model(inputs).argmax(dim=-1)
                predicted, labels = accelerator.gather_for_metrics((predicted, labels))
                correct += (predicted == labels).sum().item()
                count += labels.size(0)
        accelerator.print(epoch, correct / count)


if __name__ == "__main__":
    main()
