import torch
import torch.nn as nn
import torch.nn.functional as F



class Embed(nn.Module):
    def __init__(self):
        super().__init__()
        self.proj = nn.Conv2d(3, 96, 8, 8)
        self.norm = nn.LayerNorm(96)

    # tensorvet: input (B, 3, 64, 64)
    def forward(self, x):
        x = self.proj(x).flatten(2)  # repaired: x = self.proj(x).flatten(2).transpose(1, 2)
        return self.norm(x)  # found
