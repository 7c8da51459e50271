import numpy as np
import torch


class ReplayBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = []
        self.next = 0

    def add(self, *item):
        if len(self.items) < self.capacity:
            self.items.append(item)
        else:
            self.items[self.next] = item
        self.next = (self.next + 1) % self.capacity

    def sample(self, count, device):
        chosen = np.random.randint(len(self.items), size=count)
        columns = zip(*(self.items[i] for i in chosen))
        state, action, reward, successor, done = (
            torch.as_tensor(np.array(column), dtype=torch.float32, device=device)
            for column in columns
        )
        return state, action, reward.unsqueeze(1), successor, done.unsqueeze(1)
