import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from project.evaluation import accuracy
from project.models import Mlp


def train_epoch(model, loader, optimizer, criterion, device):
    model.train()
    history = []
    for inputs, labels in loader:
        loss = criterion(model(inputs.to(device)), labels.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        history.append(loss.item())
    return sum(history) / len(history)


def main():
    torch.manual_seed(11)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    train_loader = DataLoader(
        TensorDataset(*torch.load("train.pt", weights_only=True)), batch_size=64, shuffle=True
    )
    val_loader = DataLoader(
        TensorDataset(*torch.load("val.pt", weights_only=True)), batch_size=256
    )
    model = Mlp([64, 128, 128, 6]).to(device)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(25):
        loss = train_epoch(model, train_loader, optimizer, criterion, device)
        print(epoch, loss, accuracy(model, val_loader, device))


if __name__ == "__main__":
    main()
