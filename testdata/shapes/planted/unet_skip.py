import torch
import torch.nn as nn
import torch.nn.functional as F



class DoubleConv(nn.Module):
    def __init__(self, inp, out):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(inp, out, 3, padding=1), nn.ReLU(), nn.Conv2d(out, out, 3, padding=1), nn.ReLU())

    def forward(self, x):
        return self.net(x)  # found


class UNet(nn.Module):
    def __init__(self, base=16):
        super().__init__()
        self.enc1 = DoubleConv(3, base)
        self.enc2 = DoubleConv(base, base * 2)
        self.up = nn.ConvTranspose2d(base * 2, base, 2, stride=2)
        self.dec = DoubleConv(base, base)  # repaired: self.dec = DoubleConv(base * 2, base)
        self.out = nn.Conv2d(base, 1, 1)

    # tensorvet: input (B, 3, 64, 64)
    def forward(self, x):
        skip = self.enc1(x)
        x = self.enc2(F.max_pool2d(skip, 2))
        x = torch.cat([skip, self.up(x)], dim=1)
        return self.out(self.dec(x))
