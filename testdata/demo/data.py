import math

import torch
from torch.utils.data import DataLoader, Dataset, random_split

CHANNELS = 3
CLASSES = 4


class Signals(Dataset):
    """Noisy sine waves; the class is the frequency."""

    def __init__(self, size, length=128):
        generator = torch.Generator().manual_seed(0)
        self.labels = torch.randint(0, CLASSES, (size,), generator=generator)
        time = torch.linspace(0, 2 * math.pi, length)
        waves = torch.sin((self.labels[:, None] + 1) * time)
        noise = torch.randn(size, CHANNELS, length, generator=generator)
        self.signals = waves[:, None, :] + 0.3 * noise

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        return self.signals[index], self.labels[index]


def make_loaders(batch_size):
    train_set, test_set = random_split(Signals(5000), [4000, 1000])
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return train_loader, test_loader
