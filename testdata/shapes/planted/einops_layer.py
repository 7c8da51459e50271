import torch
from einops import rearrange, reduce, repeat
from einops.layers.torch import Rearrange
from torch import nn



class PatchNet(nn.Module):
    def __init__(self, patch=8, dim=64):
        super().__init__()
        self.embed = nn.Sequential(
            Rearrange('b c (h p1) (w p2) -> b (h w) (p1 p2 c)', p1=patch, p2=patch),
            nn.Linear(patch * patch, dim),  # repaired: nn.Linear(patch * patch * 3, dim),
        )

    # tensorvet: input (B, 3, 64, 64)
    def forward(self, image):
        return self.embed(image)  # found
