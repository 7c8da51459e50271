import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        self.act = nn.ReLU()

    def forward(self, x):
        return self.act(self.norm(self.conv(x))) + x


# tensorvet: input (B, 3, 32, 32)
class Classifier(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, padding=1)
        self.blocks = nn.Sequential(Block(16), nn.MaxPool2d(2), Block(16))
        self.head = nn.Linear(16, classes)

    def forward(self, image):
        x = self.blocks(self.stem(image))
        return self.head(x.mean((2, 3)))


class Matcher(nn.Module):
    def __init__(self, size=8):
        super().__init__()
        self.words = nn.Embedding(100, size)
        self.scale = nn.Parameter(torch.ones(1), requires_grad=False)

    def forward(self, left, right):
        # tensorvet: input (B, T), (B, 2*T) int64
        a, b = self.words(left), self.words(right)
        return a.mean(1) * self.scale, mystery(b)


class Broken(nn.Module):  # tensorvet: input (B, 8)
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(8, 16)
        self.second = nn.Linear(32, 2)

    def forward(self, x):
        return self.second(self.first(x))
