import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms

ACCUMULATE = 4


def loaders(root):
    normalize = transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
    train_set = datasets.ImageFolder(
        f"{root}/train",
        transforms.Compose(
            [
                transforms.RandomResizedCrop(224),
                transforms.RandomHorizontalFlip(),
                transforms.ToTensor(),
                normalize,
            ]
        ),
    )
    val_set = datasets.ImageFolder(
        f"{root}/val",
        transforms.Compose(
            [transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(), normalize]
        ),
    )
    return (
        DataLoader(train_set, batch_size=16, shuffle=True, num_workers=4, drop_last=True),
        DataLoader(val_set, batch_size=64, num_workers=4),
    )


def train_one_epoch(model, loader, criterion, optimizer, device):
    model.train()
    total = 0.0
    optimizer.zero_grad()
    for step, (images, labels) in enumerate(loader):
        images, labels = images.to(device), labels.to(device)
        loss = criterion(model(images), labels)
        total += loss.item()
        (loss / ACCUMULATE).backward()
        if (step + 1) % ACCUMULATE == 0 or step + 1 == len(loader):
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
    return total / len(loader)


@torch.inference_mode()
def evaluate(model, loader, device):
    model.eval()
    correct = 0
    for images, labels in loader:
        predicted = model(images.to(device)).argmax(dim=1)
        correct += (predicted == labels.to(device)).sum().item()
    return correct / len(loader.dataset)


def main(root="imagenet", epochs=10):
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    train_loader, val_loader = loaders(root)
    model = models.resnet18(weights="DEFAULT")
    model.fc = nn.Linear(model.fc.in_features, len(train_loader.dataset.classes))
    model = model.to(device)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    for epoch in range(epochs):
        loss = train_one_epoch(model, train_loader, criterion, optimizer, device)
        print(epoch, loss, evaluate(model, val_loader, device))


if __name__ == "__main__":
    main()
