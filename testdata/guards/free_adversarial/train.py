# guards: manual
import torch
from torch import nn
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

prepare = transforms.Compose(
    [
        transforms.RandomCrop(32, padding=4),
        transforms.ToTensor(),
        transforms.Normalize((0.5,), (0.5,)),
    ]
)
plain = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])


class Net(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 32, 3),
            nn.BatchNorm2d(32),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
        )
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(32, classes)

    def forward(self, x):
        return self.head(self.drop(self.features(x)))


def fgsm(model, images, labels, size):
    images = images.clone().detach().requires_grad_(True)
    loss = F.cross_entropy(model(images), labels)
    model.zero_grad()
    loss.backward()
    return (images + size * images.grad.sign()).clamp(0, 1).detach()


def free(model, optimizer, loader, size, replays=4):
    noise = None
    for images, labels in loader:
        if noise is None:
            noise = torch.zeros_like(images)
        for _ in range(replays):
            delta = noise[: images.size(0)].clone().requires_grad_(True)
            loss = F.cross_entropy(model(images + delta), labels)
            optimizer.zero_grad()
            loss.backward()
            noise[: images.size(0)] += size * delta.grad.sign()
            noise.clamp_(-size, size)
            optimizer.step()


torch.manual_seed(1)
model = Net()
model.load_state_dict(torch.load("net.pt", weights_only=True))
model.eval()
right = 0
loader = DataLoader(datasets.MNIST("data", train=False, transform=plain), 64)
for images, labels in loader:
    attacked = fgsm(model, images, labels, 0.1)
    with torch.no_grad():
        right += (model(attacked).argmax(1) == labels).sum().item()
print(right / len(loader.dataset))
model.train()
free(
    model,
    torch.optim.SGD(model.parameters(), lr=0.01),
    DataLoader(datasets.MNIST("data", transform=prepare), 64, shuffle=True, drop_last=True),
    0.1,
)
