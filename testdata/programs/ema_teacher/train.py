import copy

import torch
import torch.nn.functional as F
from torch import nn


class Encoder(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.conv = nn.Conv2d(3, 32, 3, padding=1)
        self.norm = nn.BatchNorm2d(32)
        self.fc = nn.Linear(32, classes)

    def forward(self, x):
        return self.fc(F.relu(self.norm(self.conv(x))).mean(dim=(2, 3)))


class MeanTeacher:
    def __init__(self, student, decay=0.999):
        self.model = copy.deepcopy(student)
        self.model.requires_grad_(False)
        self.decay = decay

    @torch.no_grad()
    def update(self, student):
        for mean, current in zip(self.model.parameters(), student.parameters()):
            mean.mul_(self.decay).add_(current, alpha=1 - self.decay)
        for mean, current in zip(self.model.buffers(), student.buffers()):
            mean.copy_(current)


def evaluate(model, loader, device):
    model.eval()
    correct = 0
    with torch.no_grad():
        for images, labels in loader:
            correct += (model(images.to(device)).argmax(1).cpu() == labels).sum().item()
    return correct / len(loader.dataset)


def train(labelled, unlabelled, val_loader, classes, epochs, device):
    torch.manual_seed(0)
    student = Encoder(classes).to(device)
    teacher = MeanTeacher(student)
    optimizer = torch.optim.SGD(student.parameters(), lr=0.03, momentum=0.9)
    for epoch in range(epochs):
        student.train()
        total = 0.0
        for (images, labels), (weak, strong) in zip(labelled, unlabelled):
            images, labels = images.to(device), labels.to(device)
            with torch.no_grad():
                soft = teacher.model(weak.to(device)).softmax(dim=1)
            optimizer.zero_grad()
            supervised = F.cross_entropy(student(images), labels)
            consistency = F.mse_loss(student(strong.to(device)).softmax(dim=1), soft)
            loss = supervised + consistency
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 5.0)
            optimizer.step()
            teacher.update(student)
            total += loss.item()
        print(epoch, total, evaluate(student, val_loader, device))
