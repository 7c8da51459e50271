"""Documents that were turned into numbers before, one file each."""

import numpy as np
import torch
from torch.utils.data import Dataset


class Documents(Dataset):
    def __init__(self, paths, length):
        self.paths = paths
        self.length = length

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        tokens = np.load(self.paths[index])[: self.length + 1]
        return tokens[:-1], tokens[1:]


def collate(samples):
    inputs = torch.tensor([np.array(source) for source, _ in samples])  # expect: list-of-ndarray-to-tensor
    targets = torch.tensor([np.array(target) for _, target in samples])  # expect: list-of-ndarray-to-tensor
    return inputs, targets
