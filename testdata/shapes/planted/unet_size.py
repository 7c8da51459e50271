import torch
import torch.nn as nn
import torch.nn.functional as F



class Segmenter(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(3, 16, 3, stride=2, padding=1)
        self.deep = nn.Conv2d(16, 16, 3, stride=2, padding=1)
        self.up = nn.ConvTranspose2d(16, 16, 2, stride=2)
        self.fuse = nn.Conv2d(32, 4, 1)

    # tensorvet: input (B, 3, 128, 128)
    def forward(self, x):
        low = self.down(x)
        high = self.deep(low)
        return self.fuse(torch.cat((low, high), 1))  # found, repaired: return self.fuse(torch.cat((low, self.up(high)), 1))
