"""A small residual network. Made for this test."""

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.norm = nn.BatchNorm2d(width)

    def forward(self, x):
        return torch.relu(self.norm(self.first(x)) + x)


class Classifier(nn.Module):  # tensorvet: input (B, 3, 32, 32)
    def __init__(self, width=16, classes=10):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, padding=1)
        self.blocks = nn.Sequential(Block(width), Block(width), Block(width), Block(width))
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(width, classes)

    def forward(self, x):
        x = self.blocks(self.stem(x))
        return self.head(self.dropout(x.mean((2, 3))))


class Misfit(nn.Module):  # tensorvet: input (B, 3, 32, 32)
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3)
        self.head = nn.Linear(100, 10)

    def forward(self, x):
        x = self.stem(x)
        x = self.head(x.flatten(1))
        return torch.log_softmax(x, dim=1)
