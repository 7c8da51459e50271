# guards: alias
import torch as th
import torch.nn as N
import torch.nn.functional as fn
from torch import optim as O
from torch.nn import Module as Base
from torch.utils import data as D


class Net(Base):
    Norm = N.LayerNorm

    def __init__(self, width):
        super().__init__()
        self.norm = self.Norm(width)
        self.drop = N.Dropout(0.1)
        self.out = N.Linear(width, 3)

    def forward(self, x):
        return self.out(self.drop(fn.gelu(self.norm(x))))


quiet = th.no_grad
clip = N.utils.clip_grad_norm_


def run():
    th.manual_seed(5)
    x, y = th.load("all.pt", weights_only=True)
    net = Net(x.shape[1])
    opt = O.NAdam(net.parameters(), lr=2e-3)
    clear = opt.zero_grad
    train = D.DataLoader(D.TensorDataset(x[100:], y[100:]), 32, True)
    test = D.DataLoader(D.TensorDataset(x[:100], y[:100]), 100)
    for epoch in range(8):
        net.train()
        for a, b in train:
            clear()
            fn.cross_entropy(net(a), b).backward()
            clip(net.parameters(), 1.0)
            opt.step()
        net.eval()
        with quiet():
            hits = sum((net(a).argmax(1) == b).sum().item() for a, b in test)
        print(epoch, hits / 100)


run()
