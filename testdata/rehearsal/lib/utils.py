import json
import logging
import os
import random
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

logger = logging.getLogger(__name__)


@dataclass
class Settings:
    lr: float = 1e-3
    batch_size: int = 32
    epochs: int = 10
    tags: list[str] = field(default_factory=list)


class AverageMeter:
    def __init__(self, name, fmt=":f"):
        self.name, self.fmt = name, fmt
        self.reset()

    def reset(self):
        self.val = self.avg = self.sum = self.count = 0

    def update(self, val, n=1):
        self.val = val
        self.sum += val * n
        self.count += n
        self.avg = self.sum / self.count

    def __str__(self):
        return "{name} {val:.3f} ({avg:.3f})".format(**self.__dict__)


class Images(Dataset):
    def __init__(self, root, split="train", transform=None):
        self.paths = sorted(Path(root, split).glob("**/*.npy"))
        self.transform = transform

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        image = np.load(self.paths[index])
        label = int(self.paths[index].parent.name)
        if self.transform:
            image = self.transform(image)
        return torch.from_numpy(image).float() / 255, label


def loaders(settings, root):
    sets = {split: Images(root, split) for split in ("train", "val")}
    return {
        split: DataLoader(data, settings.batch_size, shuffle=split == "train", num_workers=4)
        for split, data in sets.items()
    }


def seed_all(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


@contextmanager
def timed(what):
    start = time.time()
    try:
        yield
    finally:
        logger.info("%s took %.1f s", what, time.time() - start)


def accuracy(output, target, topk=(1,)):
    with torch.no_grad():
        maxk = max(topk)
        _, pred = output.topk(maxk, 1, True, True)
        correct = pred.t().eq(target.view(1, -1).expand_as(pred.t()))
        return [correct[:k].reshape(-1).float().sum(0) * 100.0 / target.size(0) for k in topk]


def save(state, is_best, folder="checkpoints"):
    os.makedirs(folder, exist_ok=True)
    name = os.path.join(folder, "best.pt" if is_best else "last.pt")
    torch.save(state, name)
    with open(os.path.join(folder, "log.json"), "w", encoding="utf-8") as log:
        json.dump({k: v for k, v in state.items() if isinstance(v, (int, float))}, log)


def histories():
    return defaultdict(list)
