import random
from collections import deque

import gymnasium as gym
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn, optim


class QNetwork(nn.Module):
    def __init__(self, observations, actions):
        super().__init__()
        self.network = nn.Sequential(
            nn.Linear(observations, 120), nn.ReLU(), nn.Linear(120, actions)
        )

    def forward(self, x):
        return self.network(x)


def sample(buffer, size):
    states, actions, rewards, successors, dones = zip(*random.sample(buffer, size))
    return (
        torch.tensor(np.array(states), dtype=torch.float32),
        torch.tensor(actions).unsqueeze(1),
        torch.tensor(rewards, dtype=torch.float32),
        torch.tensor(np.array(successors), dtype=torch.float32),
        torch.tensor(dones, dtype=torch.float32),
    )


def main(steps=100_000, gamma=0.99):
    random.seed(1)
    np.random.seed(1)
    torch.manual_seed(1)
    env = gym.make("CartPole-v1")
    q_network = QNetwork(env.observation_space.shape[0], env.action_space.n)
    target_network = QNetwork(env.observation_space.shape[0], env.action_space.n)
    target_network.load_state_dict(q_network.state_dict())
    optimizer = optim.Adam(q_network.parameters(), lr=2.5e-4)
    buffer = deque(maxlen=10_000)
    state, _ = env.reset(seed=1)
    for step in range(steps):
        if random.random() < max(0.05, 1 - step / 50_000):
            action = env.action_space.sample()
        else:
            with torch.no_grad():
                action = q_network(torch.as_tensor(state).unsqueeze(0)).argmax(dim=1).item()
        successor, reward, terminated, truncated, _ = env.step(action)
        buffer.append((state, action, reward, successor, float(terminated)))
        state = env.reset()[0] if terminated or truncated else successor
        if step > 1_000 and step % 10 == 0:
            states, actions, rewards, successors, dones = sample(buffer, 128)
            with torch.no_grad():
                best = target_network(successors).max(dim=1).values
                target = rewards + gamma * best * (1 - dones)
            value = q_network(states).gather(1, actions).squeeze(1)
            loss = F.mse_loss(value, target)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(q_network.parameters(), 10.0)
            optimizer.step()
        if step % 500 == 0:
            target_network.load_state_dict(q_network.state_dict())


if __name__ == "__main__":
    main()
