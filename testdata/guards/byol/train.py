# guards: several
import torch
from torch import nn
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

prepare = transforms.Compose(
    [
        transforms.RandomCrop(32, padding=4),
        transforms.ToTensor(),
        transforms.Normalize((0.5,), (0.5,)),
    ]
)
plain = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])

import copy
from torchvision import models


class Byol(nn.Module):
    def __init__(self, backbone, momentum=0.99):
        super().__init__()
        self.online = backbone
        self.target = copy.deepcopy(backbone)
        self.predictor = nn.Sequential(
            nn.Linear(128, 256), nn.BatchNorm1d(256), nn.ReLU(), nn.Linear(256, 128)
        )
        self.momentum = momentum
        for p in self.target.parameters():
            p.requires_grad = False

    @torch.no_grad()
    def update(self):
        for online, target in zip(self.online.parameters(), self.target.parameters()):
            target.data = target.data * self.momentum + online.data * (1 - self.momentum)
        for online, target in zip(self.online.buffers(), self.target.buffers()):
            target.copy_(online)

    def forward(self, first, second):
        a = self.predictor(self.online(first))
        with torch.no_grad():
            b = self.target(second)
        return 2 - 2 * F.cosine_similarity(a, b.detach(), dim=-1).mean()


torch.manual_seed(1)
model = Byol(models.resnet18(num_classes=128)).cuda()
optimizer = torch.optim.SGD(
    list(model.online.parameters()) + list(model.predictor.parameters()), lr=0.05, momentum=0.9
)
scaler = torch.amp.GradScaler("cuda")
for epoch in range(10):
    model.train()
    for (first, second), _ in DataLoader(
        datasets.CIFAR10("data", transform=prepare), 256, shuffle=True, drop_last=True
    ):
        with torch.autocast("cuda"):
            loss = model(first.cuda(), second.cuda())
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        model.update()
