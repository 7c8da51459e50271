# guards: test
import torch
import torch.nn.functional as F
from torch import nn

from layers import Scale


def test_gradient_reaches_the_scale():
    layer = Scale(4)
    layer(torch.ones(2, 4)).sum().backward()
    assert torch.equal(layer.scale.grad, torch.full((4,), 2.0))


def test_one_step_lowers_the_loss():
    torch.manual_seed(0)
    model = nn.Sequential(Scale(4), nn.Linear(4, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x, y = torch.randn(8, 4), torch.randint(2, (8,))
    before = F.cross_entropy(model(x), y)
    before.backward()
    optimizer.step()
    assert F.cross_entropy(model(x), y) < before


def test_steps_without_zero():
    model = Scale(2)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(3):
        model(torch.ones(1, 2)).sum().backward()
        optimizer.step()
    assert model.scale.max() < 1
