"""A translation model of a library transformer (6,402,224 parameters for vocabularies of 1000 and 1200
words) and one block of its own (3,152,384)."""

import math

import torch
import torch.nn as nn


class SelfAttention(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        assert dim % heads == 0
        self.heads = heads
        self.head_dim = dim // heads
        self.query = nn.Linear(dim, dim)
        self.key = nn.Linear(dim, dim)
        self.value = nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)

    def split(self, x):
        batch, length, dim = x.size()
        return x.view(batch, length, self.heads, self.head_dim).transpose(1, 2)

    def forward(self, x, mask=None):
        q, k, v = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        if mask is not None:
            scores = scores.masked_fill(mask == 0, float("-inf"))
        weights = scores.softmax(dim=-1)
        context = (weights @ v).transpose(1, 2).contiguous().view(x.size(0), x.size(1), -1)
        return self.out(context)


class TransformerBlock(nn.Module):
    def __init__(self, dim=512, heads=8, hidden=2048, dropout=0.1):
        super().__init__()
        self.attention = SelfAttention(dim, heads)
        self.norm1 = nn.LayerNorm(dim)
        self.norm2 = nn.LayerNorm(dim)
        self.feed_forward = nn.Sequential(
            nn.Linear(dim, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, dim))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask=None):
        x = self.norm1(x + self.dropout(self.attention(x, mask)))
        return self.norm2(x + self.dropout(self.feed_forward(x)))


class PositionalEncoding(nn.Module):
    def __init__(self, dim, max_len=5000):
        super().__init__()
        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, dim, 2) * (-math.log(10000.0) / dim))
        table = torch.zeros(1, max_len, dim)
        table[0, :, 0::2] = torch.sin(position * div_term)
        table[0, :, 1::2] = torch.cos(position * div_term)
        self.register_buffer("table", table)

    def forward(self, x):
        return x + self.table[:, :x.size(1)]


class Translator(nn.Module):
    def __init__(self, source_size, target_size, dim=256, heads=8, layers=3):
        super().__init__()
        self.dim = dim
        self.source = nn.Embedding(source_size, dim)
        self.target = nn.Embedding(target_size, dim)
        self.position = PositionalEncoding(dim)
        self.transformer = nn.Transformer(
            dim, heads, layers, layers, dim_feedforward=4 * dim, batch_first=True)
        self.output = nn.Linear(dim, target_size)

    def forward(self, src, tgt):
        mask = nn.Transformer.generate_square_subsequent_mask(tgt.size(1), device=tgt.device)
        src = self.position(self.source(src) * math.sqrt(self.dim))
        tgt = self.position(self.target(tgt) * math.sqrt(self.dim))
        return self.output(self.transformer(src, tgt, tgt_mask=mask))


def main():
    block = TransformerBlock()
    print(block(torch.randn(2, 16, 512)).shape)
    model = Translator(1000, 1200)
    print(model(torch.randint(0, 1000, (2, 12)), torch.randint(0, 1200, (2, 9))).shape)


if __name__ == "__main__":
    main()
