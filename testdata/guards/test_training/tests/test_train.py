# guards: test
import torch
from torch import nn
from torch.autograd import gradcheck
from mylib import Layer


def test_learns():
    model = nn.Sequential(Layer(4), nn.BatchNorm1d(4), nn.Linear(4, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x, y = torch.randn(8, 4), torch.randint(0, 2, (8,))
    before = nn.functional.cross_entropy(model(x), y)
    for _ in range(10):
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    assert loss < before


def test_gradients():
    assert gradcheck(Layer(4).double(), torch.randn(2, 4, dtype=torch.double, requires_grad=True))
