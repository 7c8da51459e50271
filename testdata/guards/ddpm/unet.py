import math

import torch
import torch.nn.functional as F
from torch import nn


class TimeEmbedding(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.width = width
        self.net = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))

    def forward(self, times):
        half = self.width // 2
        scale = torch.exp(torch.arange(half, device=times.device) * -math.log(10_000) / (half - 1))
        angles = times[:, None] * scale[None]
        return self.net(torch.cat([angles.sin(), angles.cos()], dim=-1))


class Block(nn.Module):
    def __init__(self, inputs, outputs, width):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm = nn.GroupNorm(8, outputs)
        self.time = nn.Linear(width, outputs)

    def forward(self, x, time):
        x = F.silu(self.norm(self.conv(x)))
        return x + self.time(time)[:, :, None, None]


class UNet(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.time = TimeEmbedding(width)
        self.down = nn.ModuleList([Block(3, 64, width), Block(64, 128, width)])
        self.middle = Block(128, 128, width)
        self.up = nn.ModuleList([Block(256, 64, width), Block(128, 64, width)])
        self.out = nn.Conv2d(64, 3, 1)

    def forward(self, x, times):
        time = self.time(times)
        kept = []
        for block in self.down:
            x = block(x, time)
            kept.append(x)
            x = F.avg_pool2d(x, 2)
        x = self.middle(x, time)
        for block in self.up:
            x = F.interpolate(x, scale_factor=2)
            x = block(torch.cat([x, kept.pop()], dim=1), time)
        return self.out(x)
