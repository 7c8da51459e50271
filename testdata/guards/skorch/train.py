# guards: engine
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


from skorch import NeuralNetClassifier
from skorch.callbacks import LRScheduler
from skorch.helper import predefined_split

torch.manual_seed(1)
net = NeuralNetClassifier(
    Net,
    max_epochs=10,
    lr=0.1,
    criterion=nn.CrossEntropyLoss,
    optimizer=torch.optim.SGD,
    iterator_train__shuffle=True,
    train_split=predefined_split(datasets.MNIST("data", train=False, transform=plain)),
    callbacks=[LRScheduler(policy="StepLR", step_size=5)],
    device="cuda",
)
net.fit(datasets.MNIST("data", train=True, transform=prepare), y=None)
