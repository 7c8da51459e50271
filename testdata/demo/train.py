import argparse

import torch
from torch import nn

from data import CHANNELS, CLASSES, make_loaders
from evaluate import accuracy
from models.net import SignalNet


def train_epoch(model, loader, criterion, optimizer, device, max_norm):
    model.train()
    total_loss = 0.0
    for signals, labels in loader:
        signals, labels = signals.to(device), labels.to(device)
        outputs = model(signals)
        loss = criterion(outputs, labels)
        loss.backward()
        optimizer.step()
        nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        total_loss += loss
    print(f"loss {total_loss / len(loader):.4f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--max-norm", type=float, default=1.0)
    args = parser.parse_args()

    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    train_loader, test_loader = make_loaders(args.batch_size)
    model = SignalNet(CHANNELS, CLASSES).to(device)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.lr)

    for epoch in range(args.epochs):
        train_epoch(model, train_loader, criterion, optimizer, device, args.max_norm)
        print(f"epoch {epoch}: accuracy {accuracy(model, test_loader, device):.3f}")
    torch.save(model.state_dict(), "signals.pt")


if __name__ == "__main__":
    main()
