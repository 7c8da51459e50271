from torch import nn

Conv = nn.Conv2d


class Block(nn.Sequential):
    class Options:
        bias: bool = True

    def __init__(self, width):
        super().__init__(Conv(width, width, 3, bias=self.Options.bias))
