import torch
import torch.nn.functional as F
from torch import nn
from torchvision import models


class Student(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 32, 3, stride=2), nn.BatchNorm2d(32), nn.ReLU(), nn.AdaptiveAvgPool2d(1)
        )
        self.classifier = nn.Linear(32, classes)

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


def distillation_loss(student_logits, teacher_logits, labels, temperature=4.0, alpha=0.7):
    soft = F.kl_div(
        F.log_softmax(student_logits / temperature, dim=1),
        F.softmax(teacher_logits / temperature, dim=1),
        reduction="batchmean",
    )
    hard = F.cross_entropy(student_logits, labels)
    return alpha * temperature**2 * soft + (1 - alpha) * hard


def distill(train_loader, val_loader, classes, epochs=30):
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    teacher = models.resnet50(weights="DEFAULT").to(device)
    teacher.eval()
    student = Student(classes).to(device)
    optimizer = torch.optim.AdamW(student.parameters(), lr=1e-3)
    best = 0.0
    for epoch in range(epochs):
        student.train()
        for images, labels in train_loader:
            images, labels = images.to(device), labels.to(device)
            with torch.no_grad():
                teacher_logits = teacher(images)
            student_logits = student(images)
            loss = distillation_loss(student_logits, teacher_logits, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        student.eval()
        correct, count = 0, 0
        with torch.no_grad():
            for images, labels in val_loader:
                predicted = student(images.to(device)).argmax(dim=1).cpu()
                correct += (predicted == labels).sum().item()
                count += labels.size(0)
        if correct / count > best:
            best = correct / count
            torch.save(student.state_dict(), "student.pt")
    return best
