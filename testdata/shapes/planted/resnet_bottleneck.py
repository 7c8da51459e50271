import torch
import torch.nn as nn
import torch.nn.functional as F



class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, inplanes, planes):
        super().__init__()
        self.conv1 = nn.Conv2d(inplanes, planes, 1)
        self.conv2 = nn.Conv2d(planes, planes, 3, padding=1)
        self.conv3 = nn.Conv2d(planes, planes * 2, 1)  # repaired: self.conv3 = nn.Conv2d(planes, planes * self.expansion, 1)
        self.down = nn.Conv2d(inplanes, planes * self.expansion, 1)

    def forward(self, x):
        out = F.relu(self.conv1(x))
        out = F.relu(self.conv2(out))
        out = self.conv3(out)
        out += self.down(x)  # found
        return F.relu(out)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stage = Bottleneck(64, 32)

    def forward(self, x):
        return self.stage(x)
