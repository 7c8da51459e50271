# guards: meta
import learn2learn as l2l
import torch
from torch import nn
from tasks import taskset

torch.manual_seed(1)
model = l2l.vision.models.MiniImagenetCNN(5)
maml = l2l.algorithms.MAML(model, lr=0.5, first_order=False)
optimizer = torch.optim.Adam(maml.parameters(), 0.003)
criterion = nn.CrossEntropyLoss(reduction="mean")
for iteration in range(60000):
    optimizer.zero_grad()
    for _ in range(32):
        learner = maml.clone()
        data, labels = taskset.sample()
        for _ in range(5):
            learner.adapt(criterion(learner(data[::2]), labels[::2]))
        error = criterion(learner(data[1::2]), labels[1::2])
        error.backward()
    for p in maml.parameters():
        p.grad.data.mul_(1.0 / 32)
    optimizer.step()
