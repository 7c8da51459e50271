"""Each model has one fault, on the line that says so."""

import torch
import torch.nn.functional as F
from torch import nn


class WrongWidth(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.fc = nn.Linear(512, 10)

    def forward(self, x):
        x = F.relu(self.conv(x)).mean(dim=(2, 3))
        return self.fc(x)  # fault


class UnusedBranch(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Linear(8, 4)
        self.side = nn.Linear(8, 4)  # fault

    def forward(self, x):
        side = self.side(x)
        return self.main(x) + 0.0


class Detached(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(8, 8)
        self.fc2 = nn.Linear(8, 4)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x))).detach()  # fault


class ExplodingInit(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(8, 64)
        self.fc2 = nn.Linear(64, 64)
        self.fc3 = nn.Linear(64, 4)
        for layer in [self.fc1, self.fc2, self.fc3]:
            nn.init.normal_(layer.weight, std=100.0)  # fault

    def forward(self, x):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


class DeadRelu(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(8, 16)  # fault
        nn.init.constant_(self.fc1.bias, -100.0)
        self.fc2 = nn.Linear(16, 4)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x)))


class InPlace(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 8)

    def forward(self, x):
        y = torch.sigmoid(self.fc(x))
        y += 1  # fault
        return y.sum(dim=1)


class MixesSamples(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        x = x - x.mean(dim=0)  # fault
        return self.fc(x)


class MixesByView(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(6, 4)

    def forward(self, x):
        b, t, c = x.size()
        x = self.fc(x)
        x = x.permute(1, 0, 2).reshape(b, t, 4)  # fault
        return x


class LogOfZero(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        return torch.log(F.relu(self.fc(x)))  # fault


class ZeroHead(nn.Module):
    """No fault: the gradient behind a weight of zeros comes with the second step."""

    def __init__(self):
        super().__init__()
        self.down = nn.Linear(8, 2)
        self.up = nn.Linear(2, 8)
        nn.init.zeros_(self.up.weight)

    def forward(self, x):
        return x + self.up(self.down(x))


class Causal(nn.Module):
    """No fault: a mask of minus infinity is meant."""

    def __init__(self):
        super().__init__()
        self.q = nn.Linear(8, 8)
        self.k = nn.Linear(8, 8)

    def forward(self, x):
        scores = self.q(x) @ self.k(x).transpose(1, 2)
        mask = torch.triu(torch.ones(x.size(1), x.size(1)), diagonal=1).bool()
        return F.softmax(scores.masked_fill(mask, float("-inf")), dim=-1) @ x


class BatchOfOne(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        y = self.fc(x).unsqueeze(2).squeeze()
        return y.softmax(dim=1)  # fault


class Huge(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        return self.fc(x) + torch.zeros(160_000, 160_000).mean()  # fault


class Crashes(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 5)

    def forward(self, x):
        scores = self.fc(x).log_softmax(dim=2).transpose(0, 1)
        lengths = torch.full((x.size(0),), x.size(1), dtype=torch.long)
        targets = torch.full((x.size(0), 3), 10**12, dtype=torch.long)
        short = torch.full((x.size(0),), 3, dtype=torch.long)
        return F.ctc_loss(scores, targets, lengths, short)  # fault
