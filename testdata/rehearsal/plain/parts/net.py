import math

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, width, heads, dropout=0.1):
        super(Block, self).__init__()
        self.attention = nn.MultiheadAttention(width, heads, dropout=dropout)
        self.norm = nn.LayerNorm(width)
        self.feed = nn.Sequential(nn.Linear(width, 4 * width), nn.ReLU(), nn.Linear(4 * width, width))
        self.spare = nn.Linear(width, width)

    def forward(self, x, mask=None):
        y, _ = self.attention(x, x, x, attn_mask=mask)
        return self.norm(x + self.feed(x + y))


class Net(nn.Module):
    """Reads tokens, gives scores of the next one."""

    def __init__(self, words, width=64, heads=4, depth=2):
        super().__init__()
        self.width = width
        self.embedding = nn.Embedding(words, width)
        self.blocks = nn.ModuleList([Block(width, heads) for _ in range(depth)])
        self.head = nn.Linear(width, words)
        for p in self.parameters():
            if p.dim() > 1:
                nn.init.xavier_uniform_(p)

    def forward(self, x):
        x = self.embedding(x) * math.sqrt(self.width)
        mask = torch.triu(torch.ones(len(x), len(x)), diagonal=1).bool()
        for block in self.blocks:
            x = block(x, mask)
        return F.log_softmax(self.head(x), dim=-1)


class Critic(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net
        self.score = nn.Linear(net.width, 1)

    def forward(self, x):
        return torch.sigmoid(self.score(self.net.embedding(x))).squeeze(-1)
