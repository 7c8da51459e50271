"""A small residual network and a recurrent one."""

from __future__ import annotations

import math
from typing import Optional, Sequence

import torch
import torch.nn as nn
import torch.nn.functional as F


def conv3x3(in_planes: int, out_planes: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(in_planes, out_planes, kernel_size=3, stride=stride, padding=1, bias=False)


class Block(nn.Module):
    expansion: int = 1

    def __init__(self, planes: int, stride: int = 1, downsample: Optional[nn.Module] = None) -> None:
        super().__init__()
        self.conv1 = conv3x3(planes, planes, stride)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = conv3x3(planes, planes)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = downsample

    def forward(self, x):
        identity = x
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if self.downsample is not None:
            identity = self.downsample(x)
        out += identity
        return self.relu(out)


class ResNet(nn.Module):
    def __init__(self, layers: Sequence[int], num_classes=10, zero_init=False, **kwargs):
        super(ResNet, self).__init__()
        self.stem = nn.Sequential(conv3x3(3, 16), nn.BatchNorm2d(16), nn.ReLU())
        self.blocks = nn.ModuleList([Block(16) for _ in range(sum(layers))])
        self.heads = nn.ModuleDict({"main": nn.Linear(16, num_classes)})
        self.scale = nn.Parameter(torch.ones(1))
        self.register_buffer("mean", torch.zeros(3))
        self.unused = nn.Linear(4, 4)
        self.extra = [nn.Linear(4, 4), nn.Linear(4, 4)]
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                n = m.kernel_size[0] * m.kernel_size[1] * m.out_channels
                m.weight.data.normal_(0, math.sqrt(2.0 / n))
            elif isinstance(m, (nn.BatchNorm2d, nn.GroupNorm)):
                nn.init.constant_(m.weight, 1)
                nn.init.constant_(m.bias, 0)

    def features(self, x):
        x = self.stem(x - self.mean[None, :, None, None])
        for i, block in enumerate(self.blocks):
            x = block(x) if i % 2 == 0 else block(x) * self.scale
        for layer in self.extra:
            x = layer(x)
        return F.adaptive_avg_pool2d(x, 1).flatten(1)

    def forward(self, x, return_features: bool = False):
        features = self.features(x)
        logits = self.heads["main"](features)
        return (F.softmax(logits, dim=-1), features) if return_features else logits


class Tagger(nn.Module):
    """An LSTM over words."""

    def __init__(self, vocabulary, dim=128, hidden=256, layers=2, dropout=0.5, tie=False):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, dim)
        self.rnn = getattr(nn, "LSTM")(dim, hidden, layers, dropout=dropout)
        self.drop = nn.Dropout(dropout)
        self.decoder = nn.Linear(hidden, vocabulary)
        self.hidden, self.layers = hidden, layers
        if tie:
            if hidden != dim:
                raise ValueError("tied weights need hidden == dim")
            self.decoder.weight = self.embedding.weight
        self.init_weights()

    def init_weights(self):
        nn.init.uniform_(self.embedding.weight, -0.1, 0.1)

    def forward(self, x, state):
        x = self.drop(self.embedding(x))
        out, state = self.rnn(x, state)
        return F.log_softmax(self.decoder(self.drop(out)), dim=1), state

    def zero_state(self, size):
        weight = next(self.parameters())
        return tuple(weight.new_zeros(self.layers, size, self.hidden) for _ in range(2))


class Bare(nn.Module):
    def __init__(self, width):
        self.fc = nn.Linear(width, width)

    def forward(self, x):
        return self.fc(x)


class Plain:
    def __init__(self, width):
        self.fc = nn.Linear(width, width)

    def forward(self, x):
        return self.fc(x)


class NoForward(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)


def build_model(name: str, num_classes: int, **kwargs) -> nn.Module:
    factories = {"small": lambda: ResNet([1, 1], num_classes), "large": lambda: ResNet([3, 4], num_classes)}
    if name not in factories:
        raise KeyError(f"no model {name!r}, only {', '.join(sorted(factories))}")
    return factories[name]()
