import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    """Two layers with a way around them."""

    def __init__(self, width, dropout=0.1):
        super().__init__()
        self.fc1 = nn.Linear(width, width)
        self.fc2 = nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return x + self.dropout(self.fc2(F.relu(self.fc1(x))))


class SignalNet(nn.Module):
    """Classifies windows of a signal with several channels."""

    def __init__(self, channels, classes, width=64, depth=3):
        super().__init__()
        self.stem = nn.Conv1d(channels, width, kernel_size=5, padding=2)
        self.blocks = [Block(width) for _ in range(depth)]
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, classes)

    def forward(self, x):
        x = F.relu(self.stem(x)).mean(dim=2)
        for block in self.blocks:
            x = block(x)
        return F.softmax(self.head(x), dim=1)
