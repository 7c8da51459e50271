"""A network that marks organs in scans."""

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint


class Block(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, padding=1),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
            nn.Conv2d(outputs, outputs, 3, padding=1),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
        )

    def forward(self, x):
        return checkpoint(self.layers, x)  # expect: checkpoint-use-reentrant


class Marker(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.first = Block(1, 64)
        self.second = Block(64, 128)
        self.pool = nn.MaxPool2d(2)
        self.up = nn.ConvTranspose2d(128, 64, 2, stride=2)
        self.last = Block(128, 64)
        self.head = nn.Conv2d(64, classes, 1)

    def forward(self, x):
        skip = self.first(x)
        x = self.up(self.second(self.pool(skip)))
        return self.head(self.last(torch.cat([skip, x], dim=1)))
