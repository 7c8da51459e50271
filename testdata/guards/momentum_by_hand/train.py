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


torch.manual_seed(1)
model = Net()
loader = DataLoader(datasets.MNIST("data", transform=prepare), 64, shuffle=True)
velocity = [torch.zeros_like(p) for p in model.parameters()]
for epoch in range(3):
    model.train()
    for images, labels in loader:
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        for p, v in zip(model.parameters(), velocity):
            v.mul_(0.9).add_(p.grad.data)
            p.data.add_(v, alpha=-0.1)
            p.grad.data.zero_()
