from blocks import ConvBlock
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.block1 = ConvBlock(3, 32)
        self.block2 = ConvBlock(64, 64)  # repaired: self.block2 = ConvBlock(32, 64)

    def forward(self, x):
        x = self.block1(x)
        return self.block2(x)  # found
