import torch
import torch.nn as nn
import torch.nn.functional as F



def mlp(sizes):
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers.append(nn.Tanh())
    return nn.Sequential(*layers)


class ActorCritic(nn.Module):
    def __init__(self, obs=8, actions=4):
        super().__init__()
        self.body = mlp([obs, 64, 64])
        self.actor = mlp([64, 32, actions])
        self.critic = mlp([32, 32, 1])  # repaired: self.critic = mlp([64, 32, 1])

    def forward(self, obs):
        hidden = self.body(obs)
        return self.actor(hidden), self.critic(hidden).squeeze(-1)  # found
