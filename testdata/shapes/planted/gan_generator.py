import torch
import torch.nn as nn
import torch.nn.functional as F



class Generator(nn.Module):
    def __init__(self, latent=100, channels=64):
        super().__init__()
        self.channels = channels
        self.project = nn.Linear(latent, channels * 7 * 7)
        self.deconv = nn.Sequential(
            nn.ConvTranspose2d(channels, 32, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(32, 1, 4, 2, 1), nn.Tanh()
        )

    def forward(self, z):
        x = self.project(z).view(-1, self.channels * 2, 7, 7)  # repaired: x = self.project(z).view(-1, self.channels, 7, 7)
        return self.deconv(x)  # found
