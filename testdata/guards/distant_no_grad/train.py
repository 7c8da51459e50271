# guards: evaluation
import contextlib

import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms

from metrics import accuracy, mean_loss


@contextlib.contextmanager
def evaluating(model):
    was_training = model.training
    model.eval()
    try:
        with torch.inference_mode():
            yield model
    finally:
        model.train(was_training)


def main():
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    prepare = transforms.Compose(
        [transforms.Resize((224, 224)), transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.5] * 3)]
    )
    train_set = datasets.ImageFolder("train", prepare)
    val_set = datasets.ImageFolder("val", prepare)
    train_loader = DataLoader(train_set, batch_size=64, shuffle=True)
    val_loader = DataLoader(val_set, batch_size=128)
    model = models.mobilenet_v3_small(num_classes=len(train_set.classes)).to(device)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=20)
    best = 0.0
    for epoch in range(20):
        model.train()
        for images, labels in train_loader:
            optimizer.zero_grad(set_to_none=True)
            loss = criterion(model(images.to(device)), labels.to(device))
            loss.backward()
            optimizer.step()
        scheduler.step()
        with evaluating(model):
            score = accuracy(model, val_loader, device)
            print(epoch, score, mean_loss(model, val_loader, criterion, device))
        if score > best:
            best = score
            torch.save(model.state_dict(), "best.pt")


if __name__ == "__main__":
    main()
