# guards: meta
import torch
from torch import nn
import torch.nn.functional as F
from tasks import tasks


class Learner(nn.Module):
    def __init__(self):
        super().__init__()
        self.vars = nn.ParameterList(
            [
                nn.Parameter(torch.randn(32, 1) * 0.1),
                nn.Parameter(torch.zeros(32)),
                nn.Parameter(torch.randn(1, 32) * 0.1),
                nn.Parameter(torch.zeros(1)),
            ]
        )

    def forward(self, x, weights=None):
        w = list(weights or self.vars)
        return F.linear(torch.relu(F.linear(x, w[0], w[1])), w[2], w[3])


torch.manual_seed(1)
net = Learner()
meta = torch.optim.Adam(net.parameters(), lr=1e-3)
for step in range(1000):
    total = 0
    for x, y, qx, qy in tasks(4):
        gradients = torch.autograd.grad(F.mse_loss(net(x), y), net.parameters(), create_graph=True)
        fast = [p - 0.01 * g for p, g in zip(net.parameters(), gradients)]
        for _ in range(4):
            gradients = torch.autograd.grad(F.mse_loss(net(x, fast), y), fast, create_graph=True)
            fast = [p - 0.01 * g for p, g in zip(fast, gradients)]
        total = total + F.mse_loss(net(qx, fast), qy)
    meta.zero_grad()
    (total / 4).backward()
    meta.step()
