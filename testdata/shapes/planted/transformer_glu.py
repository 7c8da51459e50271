import torch
import torch.nn as nn
import torch.nn.functional as F



class SwiGLU(nn.Module):
    def __init__(self, dim=64, hidden=128):
        super().__init__()
        self.w12 = nn.Linear(dim, hidden)  # repaired: self.w12 = nn.Linear(dim, hidden * 2)
        self.w3 = nn.Linear(hidden, dim)

    def forward(self, x):
        a, b = self.w12(x).chunk(2, dim=-1)
        return self.w3(F.silu(a) * b)  # found
