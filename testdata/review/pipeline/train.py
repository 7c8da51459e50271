"""Trains the classifier on CIFAR-10. Writes one checkpoint per epoch."""

import argparse

import torch
import yaml
from torch import nn
from torch.utils.tensorboard import SummaryWriter

from data import make_loaders
from model import Classifier

WORKERS = 4


def evaluate(model, loader, device):
    model.eval()
    hits = 0
    with torch.no_grad():
        for images, labels in loader:
            hits += (model(images.to(device)).argmax(1) == labels.to(device)).sum().item()
    return hits


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True, help="The file of settings.")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--lr", type=float, default=1e-3, help="Of Adam.")
    parser.add_argument("--amp", action="store_true")
    args = parser.parse_args()
    with open(args.config) as file:
        config = yaml.safe_load(file)

    torch.manual_seed(config["seed"])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    train_loader, test_loader = make_loaders(config["batch_size"])
    model = Classifier(width=config["width"]).to(device)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=args.lr, weight_decay=1e-4)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30)
    writer = SummaryWriter()

    for epoch in range(args.epochs):
        model.train()
        for images, labels in train_loader:
            loss = criterion(model(images.to(device)), labels.to(device))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        scheduler.step()
        writer.add_scalar("loss/train", loss.item(), epoch)
        hits = evaluate(model, test_loader, device)
        print(f"epoch {epoch}: {hits} hits")
        if hits > 9000:
            torch.save(model.state_dict(), "best.pt")


if __name__ == "__main__":
    main()
