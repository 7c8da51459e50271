import torch
import torch.nn.functional as F
from torch import nn

from layers import Scale

model = nn.Sequential(Scale(4), nn.Linear(4, 2))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
inputs, labels = torch.randn(8, 4), torch.randint(2, (8,))
loss = F.cross_entropy(model(inputs), labels)
print("before:", loss.item())
loss.backward()
optimizer.step()
with torch.no_grad():
    print("after:", F.cross_entropy(model(inputs), labels).item())
