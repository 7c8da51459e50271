import torch
import torch.nn as nn
import torch.nn.functional as F



class Seq(nn.Module):
    def __init__(self, dim=40):
        super().__init__()
        self.rnn = nn.RNN(dim, 80, batch_first=True)
        self.drop = nn.Dropout(0.2)
        self.norm = nn.LayerNorm(dim)  # repaired: self.norm = nn.LayerNorm(80)

    def forward(self, x):
        out, _ = self.rnn(x)
        return self.norm(self.drop(out))  # found
