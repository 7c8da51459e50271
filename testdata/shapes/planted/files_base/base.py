import torch
import torch.nn as nn
import torch.nn.functional as F



class Base(nn.Module):
    def __init__(self, dim=32):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(16, dim), nn.ReLU())

    def features(self, x):
        return self.body(x)
