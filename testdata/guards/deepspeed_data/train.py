# guards: deepspeed
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


import deepspeed


def main(args):
    deepspeed.init_distributed()
    torch.manual_seed(0)
    model = Net()
    parameters = filter(lambda p: p.requires_grad, model.parameters())
    engine, optimizer, loader, scheduler = deepspeed.initialize(
        args=args,
        model=model,
        model_parameters=parameters,
        training_data=datasets.MNIST("data", transform=prepare),
    )
    for epoch in range(3):
        for i, (images, labels) in enumerate(loader):
            images, labels = images.to(engine.local_rank), labels.to(engine.local_rank)
            loss = F.cross_entropy(engine(images.half()), labels)
            engine.backward(loss)
            engine.step()
        engine.save_checkpoint("out", epoch)
