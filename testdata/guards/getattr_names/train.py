# guards: wrapper
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


class Trainer:
    def __init__(self, names, **options):
        self.names = names
        for name in names:
            setattr(self, name, Net().cuda())
            setattr(
                self, "opt_" + name, torch.optim.Adam(getattr(self, name).parameters(), **options)
            )

    def set_mode(self, mode):
        for name in self.names:
            getattr(getattr(self, name), mode)()

    def step(self, images, labels):
        for name in self.names:
            optimizer = getattr(self, "opt_" + name)
            optimizer.zero_grad()
            F.cross_entropy(getattr(self, name)(images), labels).backward()
            optimizer.step()

    def fit(self, loader, val_loader):
        for epoch in range(3):
            self.set_mode("train")
            for images, labels in loader:
                self.step(images.cuda(), labels.cuda())
            self.set_mode("eval")
            with torch.no_grad():
                for images, labels in val_loader:
                    print(
                        (getattr(self, self.names[0])(images.cuda()).argmax(1) == labels.cuda())
                        .float()
                        .mean()
                        .item()
                    )


torch.manual_seed(1)
Trainer(["first", "second"], lr=1e-3).fit(
    DataLoader(datasets.MNIST("data", transform=prepare), 64, shuffle=True),
    DataLoader(datasets.MNIST("data", train=False, transform=plain), 64),
)
