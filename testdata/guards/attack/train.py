import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms

from pgd import pgd


def main():
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    augment = transforms.Compose(
        [transforms.RandomCrop(32, padding=4), transforms.RandomHorizontalFlip(), transforms.ToTensor()]
    )
    loader = DataLoader(
        datasets.CIFAR10("data", train=True, transform=augment), batch_size=128, shuffle=True
    )
    model = models.resnet18(num_classes=10).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=2e-4)
    for epoch in range(76):
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            model.eval()
            attacked = pgd(model, images, labels)
            model.train()
            optimizer.zero_grad()
            loss = F.cross_entropy(model(attacked), labels)
            loss.backward()
            optimizer.step()
        print(epoch, loss.item())


if __name__ == "__main__":
    main()
