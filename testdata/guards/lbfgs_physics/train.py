# guards: closure, meta
import torch
from torch import nn


class Pinn:
    def __init__(self, points, values):
        self.net = nn.Sequential(nn.Linear(2, 50), nn.Tanh(), nn.Linear(50, 1))
        self.points = points.clone().requires_grad_(True)
        self.values = values
        self.optimizer = torch.optim.LBFGS(
            self.net.parameters(), max_iter=500, line_search_fn="strong_wolfe"
        )
        self.adam = torch.optim.Adam(self.net.parameters(), lr=1e-3)
        self.calls = 0

    def loss(self):
        u = self.net(self.points)
        du = torch.autograd.grad(u, self.points, torch.ones_like(u), create_graph=True)[0]
        ddu = torch.autograd.grad(
            du[:, :1], self.points, torch.ones_like(du[:, :1]), create_graph=True
        )[0]
        return (du[:, 1:] - 0.01 * ddu[:, :1]).pow(2).mean() + (u - self.values).pow(2).mean()

    def closure(self):
        self.optimizer.zero_grad()
        loss = self.loss()
        loss.backward()
        self.calls += 1
        if self.calls % 100 == 0:
            print(self.calls, loss.item())
        return loss

    def train(self):
        self.net.train()
        for _ in range(1000):
            self.adam.zero_grad()
            self.loss().backward()
            self.adam.step()
        self.optimizer.step(self.closure)


torch.manual_seed(0)
Pinn(torch.rand(100, 2), torch.rand(100, 1)).train()
