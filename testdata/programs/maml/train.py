import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.func import functional_call

from tasks import sample_task


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(1, 40), nn.ReLU(), nn.Linear(40, 1))

    def forward(self, x):
        return self.net(x)


def adapt(model, x, y, lr, steps):
    weights = dict(model.named_parameters())
    for _ in range(steps):
        loss = F.mse_loss(functional_call(model, weights, (x,)), y)
        grads = torch.autograd.grad(loss, list(weights.values()), create_graph=True)
        weights = {name: w - lr * g for (name, w), g in zip(weights.items(), grads)}
    return weights


def main():
    torch.manual_seed(0)
    model = Regressor()
    optimizer = optim.Adam(model.parameters(), lr=1e-3)
    for iteration in range(10_000):
        optimizer.zero_grad()
        outer = 0.0
        for _ in range(8):
            x, y, query_x, query_y = sample_task()
            weights = adapt(model, x, y, lr=0.01, steps=5)
            outer = outer + F.mse_loss(functional_call(model, weights, (query_x,)), query_y)
        outer = outer / 8
        outer.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimizer.step()
        if iteration % 100 == 0:
            print(iteration, outer.item())


if __name__ == "__main__":
    main()
