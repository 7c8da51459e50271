from base import Base
from torch import nn


class Classifier(Base):
    def __init__(self, dim=32, classes=3):
        super().__init__(dim * 2)  # repaired: super().__init__(dim)
        self.head = nn.Linear(dim, classes)

    def forward(self, x):
        return self.head(self.features(x))  # found
