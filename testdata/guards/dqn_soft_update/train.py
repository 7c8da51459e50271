# guards: reinforcement
import copy
import random
from collections import deque

import gymnasium as gym
import torch
from torch import nn

random.seed(1)
torch.manual_seed(1)
env = gym.make("CartPole-v1")
q = nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 2))
target = copy.deepcopy(q)
optimizer = torch.optim.Adam(q.parameters(), lr=1e-3)
buffer = deque(maxlen=10000)
state, _ = env.reset(seed=1)
for step in range(100000):
    if random.random() < 0.1:
        action = env.action_space.sample()
    else:
        with torch.no_grad():
            action = q(torch.as_tensor(state)).argmax().item()
    following, reward, terminated, truncated, _ = env.step(action)
    buffer.append((state, action, reward, following, terminated))
    state = env.reset()[0] if terminated or truncated else following
    if len(buffer) < 1000:
        continue
    states, actions, rewards, followings, ends = map(
        lambda c: torch.as_tensor(c, dtype=torch.float32), zip(*random.sample(buffer, 64))
    )
    expected = q(states).gather(1, actions.long().unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        wanted = rewards + 0.99 * target(followings).max(1).values * (1 - ends)
    loss = nn.functional.smooth_l1_loss(expected, wanted)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_value_(q.parameters(), 100)
    optimizer.step()
    for kept, parameter in zip(target.parameters(), q.parameters()):
        kept.data.copy_(0.995 * kept.data + 0.005 * parameter.data)
