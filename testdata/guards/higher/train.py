# guards: meta
import higher
import torch
from torch import nn
import torch.nn.functional as F
from tasks import tasks

torch.manual_seed(1)
net = nn.Sequential(
    nn.Conv2d(1, 64, 3),
    nn.BatchNorm2d(64, track_running_stats=False),
    nn.ReLU(),
    nn.Flatten(),
    nn.LazyLinear(5),
)
meta = torch.optim.Adam(net.parameters(), lr=1e-3)
for step in range(1000):
    inner = torch.optim.SGD(net.parameters(), lr=1e-1)
    meta.zero_grad()
    losses = []
    for x, y, qx, qy in tasks(4):
        with higher.innerloop_ctx(net, inner, copy_initial_weights=False) as (fast, diffopt):
            for _ in range(5):
                diffopt.step(F.cross_entropy(fast(x), y))
            loss = F.cross_entropy(fast(qx), qy)
            losses.append(loss.detach())
            loss.backward()
    meta.step()
    print(step, sum(losses).item() / len(losses))
