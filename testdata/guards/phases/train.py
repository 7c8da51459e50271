# guards: evaluation
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


class Net(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 32, 3),
            nn.BatchNorm2d(32),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
        )
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(32, classes)

    def forward(self, x):
        return self.head(self.drop(self.features(x)))


import copy


def fit(model, loaders, criterion, optimizer, scheduler, epochs=25):
    best, best_accuracy = copy.deepcopy(model.state_dict()), 0.0
    for epoch in range(epochs):
        for phase in ["train", "val"]:
            if phase == "train":
                model.train()
            else:
                model.eval()
            running_loss, running_right = 0.0, 0
            for images, labels in loaders[phase]:
                images, labels = images.cuda(), labels.cuda()
                optimizer.zero_grad()
                with torch.set_grad_enabled(phase == "train"):
                    outputs = model(images)
                    _, predictions = torch.max(outputs, 1)
                    loss = criterion(outputs, labels)
                    if phase == "train":
                        loss.backward()
                        optimizer.step()
                running_loss += loss.item() * images.size(0)
                running_right += torch.sum(predictions == labels.data).item()
            if phase == "train":
                scheduler.step()
            accuracy = running_right / len(loaders[phase].dataset)
            if phase == "val" and accuracy > best_accuracy:
                best_accuracy = accuracy
                best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return model


torch.manual_seed(1)
model = Net().cuda()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
fit(
    model,
    {
        "train": DataLoader(datasets.MNIST("data", transform=prepare), 64, shuffle=True),
        "val": DataLoader(datasets.MNIST("data", train=False, transform=plain), 64),
    },
    nn.CrossEntropyLoss(),
    optimizer,
    torch.optim.lr_scheduler.StepLR(optimizer, 7, 0.1),
)
