import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
features, labels = torch.load("train.pt", weights_only=True)
loader = DataLoader(TensorDataset(features, labels), batch_size=64, shuffle=True)
weights = (torch.randn(784, 10) / 28).requires_grad_()
bias = torch.zeros(10, requires_grad=True)
lr = 0.5

for epoch in range(5):
    total = 0.0
    for images, targets in loader:
        loss = F.cross_entropy(images @ weights + bias, targets)
        loss.backward()
        with torch.no_grad():
            weights -= lr * weights.grad
            bias -= lr * bias.grad
            weights.grad.zero_()
            bias.grad.zero_()
        total += loss.item()
    print(epoch, total / len(loader))
