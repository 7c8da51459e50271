import math

import torch


def sample_task(points=10):
    amplitude = 0.1 + 4.9 * torch.rand(1)
    phase = math.pi * torch.rand(1)
    x = 10 * torch.rand(2 * points, 1) - 5
    y = amplitude * torch.sin(x + phase)
    return x[:points], y[:points], x[points:], y[points:]
