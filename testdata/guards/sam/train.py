# guards: closure
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms

from sam import SAM


def main():
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    augment = transforms.Compose(
        [
            transforms.RandomCrop(32, padding=4),
            transforms.RandomHorizontalFlip(),
            transforms.ToTensor(),
            transforms.Normalize((0.5, 0.5, 0.5), (0.2, 0.2, 0.2)),
        ]
    )
    loader = DataLoader(
        datasets.CIFAR10("data", train=True, transform=augment), batch_size=128, shuffle=True
    )
    model = models.resnet18(num_classes=10).to(device)
    criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
    optimizer = SAM(model.parameters(), torch.optim.SGD, lr=0.1, momentum=0.9)
    for epoch in range(30):
        model.train()
        running = 0.0
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            loss = criterion(model(images), labels)
            loss.backward()
            optimizer.first_step(zero_grad=True)
            criterion(model(images), labels).backward()
            optimizer.second_step(zero_grad=True)
            running += loss.item()
        print(epoch, running / len(loader))


if __name__ == "__main__":
    main()
