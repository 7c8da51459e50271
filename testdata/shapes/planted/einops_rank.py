import torch
from einops import rearrange, reduce, repeat
from einops.layers.torch import Rearrange
from torch import nn



class Pool(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 32, 3)
        self.fc = nn.Linear(32, 4)

    def forward(self, x):
        x = reduce(self.conv(x), 'b c t -> b c', 'mean')  # found, repaired: x = reduce(self.conv(x), 'b c h w -> b c', 'mean')
        return self.fc(x)
