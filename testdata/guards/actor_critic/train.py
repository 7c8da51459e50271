# guards: several, reinforcement
import copy

import gymnasium as gym
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn, optim

from buffer import ReplayBuffer


class Actor(nn.Module):
    def __init__(self, states, actions):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(states, 256), nn.ReLU(), nn.Linear(256, actions), nn.Tanh()
        )

    def forward(self, state):
        return self.net(state)


class Critic(nn.Module):
    def __init__(self, states, actions):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(states + actions, 256), nn.ReLU(), nn.Linear(256, 1))

    def forward(self, state, action):
        return self.net(torch.cat([state, action], dim=1))


class Agent:
    def __init__(self, states, actions, device):
        self.actor = Actor(states, actions).to(device)
        self.actor_target = copy.deepcopy(self.actor)
        self.actor_optimizer = optim.Adam(self.actor.parameters(), lr=3e-4)
        self.critic = Critic(states, actions).to(device)
        self.critic_target = copy.deepcopy(self.critic)
        self.critic_optimizer = optim.Adam(self.critic.parameters(), lr=3e-4)
        self.device = device

    def act(self, state):
        state = torch.as_tensor(state, dtype=torch.float32, device=self.device).reshape(1, -1)
        return self.actor(state).cpu().data.numpy().flatten()

    def learn(self, buffer, discount=0.99, tau=0.005):
        state, action, reward, successor, done = buffer.sample(256, self.device)
        with torch.no_grad():
            target = self.critic_target(successor, self.actor_target(successor))
            target = reward + (1 - done) * discount * target
        critic_loss = F.mse_loss(self.critic(state, action), target)
        self.critic_optimizer.zero_grad()
        critic_loss.backward()
        self.critic_optimizer.step()
        actor_loss = -self.critic(state, self.actor(state)).mean()
        self.actor_optimizer.zero_grad()
        actor_loss.backward()
        self.actor_optimizer.step()
        for now, then in (
            (self.critic, self.critic_target),
            (self.actor, self.actor_target),
        ):
            for parameter, target_parameter in zip(now.parameters(), then.parameters()):
                target_parameter.data.copy_(tau * parameter.data + (1 - tau) * target_parameter.data)
        return critic_loss.item(), actor_loss.item()


def main():
    np.random.seed(0)
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    env = gym.make("Pendulum-v1")
    agent = Agent(env.observation_space.shape[0], env.action_space.shape[0], device)
    buffer = ReplayBuffer(1_000_000)
    state, _ = env.reset(seed=0)
    for step in range(100_000):
        if step < 1000:
            action = env.action_space.sample()
        else:
            action = agent.act(state) + np.random.normal(0, 0.1, env.action_space.shape)
        successor, reward, terminated, truncated, _ = env.step(action)
        buffer.add(state, action, reward, successor, float(terminated))
        state = env.reset()[0] if terminated or truncated else successor
        if step >= 1000:
            agent.learn(buffer)


if __name__ == "__main__":
    main()
