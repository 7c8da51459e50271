from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F



@dataclass
class Config:
    hidden: int = 128
    heads: int = 4
    classes: int = 6
    intermediate: int = 512


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.up = nn.Linear(config.hidden, config.intermediate)
        self.down = nn.Linear(config.intermediate, config.classes)  # repaired: self.down = nn.Linear(config.intermediate, config.hidden)

    def forward(self, x):
        return self.down(F.relu(self.up(x)))


class Model(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.embed = nn.Embedding(100, config.hidden)
        self.layer = Layer(config)
        self.out = nn.Linear(config.hidden, config.classes)

    def forward(self, tokens):
        x = self.embed(tokens)
        return self.out(self.layer(x))  # found
