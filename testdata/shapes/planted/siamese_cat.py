import torch
import torch.nn as nn
import torch.nn.functional as F



class Matcher(nn.Module):
    def __init__(self):
        super().__init__()
        self.tower = nn.Sequential(nn.Linear(128, 64), nn.ReLU())
        self.score = nn.Linear(64, 1)  # repaired: self.score = nn.Linear(128, 1)

    def forward(self, left, right):
        pair = torch.cat([self.tower(left), self.tower(right)], dim=-1)
        return self.score(pair).squeeze(-1)  # found
