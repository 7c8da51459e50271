import torch
from einops import rearrange, reduce, repeat
from einops.layers.torch import Rearrange
from torch import nn



class Attention(nn.Module):
    def __init__(self, dim=100, heads=8):
        super().__init__()
        self.heads = heads
        self.to_q = nn.Linear(dim, dim, bias=False)

    def forward(self, x):
        q = self.to_q(x)
        return rearrange(q, 'b n (h d) -> b h n d', h=self.heads)  # found, repaired: return rearrange(q, 'b n (h d) -> b h n d', h=self.heads // 2)
