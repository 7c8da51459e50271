import torch
import torch.nn as nn
import torch.nn.functional as F



class TextCNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(500, 50)
        self.convs = nn.ModuleList([nn.Conv2d(1, 16, (k, 50)) for k in (2, 3, 4)])
        self.fc = nn.Linear(16 * 3, 2)

    def forward(self, tokens):
        x = self.embed(tokens).unsqueeze(1)
        pools = [F.relu(conv(x)).squeeze(3).amax(2) for conv in self.convs[:2]]  # repaired: pools = [F.relu(conv(x)).squeeze(3).amax(2) for conv in self.convs]
        return self.fc(torch.cat(pools, 1))  # found
