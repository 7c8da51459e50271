import torch
from einops import rearrange, reduce, repeat
from einops.layers.torch import Rearrange
from torch import nn



class Mixer(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 32, 4, 4)

    def forward(self, image):
        maps = self.conv(image)
        return rearrange(maps, 'b c h w -> b (h v) c')  # found, repaired: return rearrange(maps, 'b c h w -> b (h w) c')
