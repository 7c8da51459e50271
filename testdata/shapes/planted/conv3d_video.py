import torch
import torch.nn as nn
import torch.nn.functional as F



class VideoNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv3d(3, 8, 3, padding=1)
        self.bn = nn.BatchNorm2d(8)  # repaired: self.bn = nn.BatchNorm3d(8)
        self.fc = nn.Linear(8, 5)

    def forward(self, clip):
        x = F.relu(self.bn(self.conv(clip)))  # found
        return self.fc(x.mean((2, 3, 4)))
