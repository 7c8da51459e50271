# guards: reinforcement
import gymnasium as gym
import numpy as np
import torch
from torch import nn, optim
from torch.distributions import Categorical


class Agent(nn.Module):
    def __init__(self, envs):
        super().__init__()
        inputs = int(np.prod(envs.single_observation_space.shape))
        self.critic = nn.Sequential(nn.Linear(inputs, 64), nn.Tanh(), nn.Linear(64, 1))
        self.actor = nn.Sequential(
            nn.Linear(inputs, 64), nn.Tanh(), nn.Linear(64, envs.single_action_space.n)
        )

    def value(self, x):
        return self.critic(x)

    def act(self, x, action=None):
        choice = Categorical(logits=self.actor(x))
        if action is None:
            action = choice.sample()
        return action, choice.log_prob(action), choice.entropy(), self.critic(x)


def main(updates=500, steps=128, count=4, gamma=0.99, clip=0.2):
    np.random.seed(1)
    torch.manual_seed(1)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    envs = gym.vector.SyncVectorEnv([lambda: gym.make("CartPole-v1") for _ in range(count)])
    agent = Agent(envs).to(device)
    optimizer = optim.Adam(agent.parameters(), lr=2.5e-4, eps=1e-5)
    states = torch.zeros((steps, count) + envs.single_observation_space.shape).to(device)
    actions = torch.zeros((steps, count)).to(device)
    log_probs = torch.zeros((steps, count)).to(device)
    rewards = torch.zeros((steps, count)).to(device)
    values = torch.zeros((steps, count)).to(device)
    state = torch.Tensor(envs.reset(seed=1)[0]).to(device)
    for update in range(updates):
        for step in range(steps):
            states[step] = state
            with torch.no_grad():
                action, log_prob, _, value = agent.act(state)
                values[step] = value.flatten()
            actions[step] = action
            log_probs[step] = log_prob
            state, reward, _, _, _ = envs.step(action.cpu().numpy())
            rewards[step] = torch.tensor(reward).to(device).view(-1)
            state = torch.Tensor(state).to(device)
        with torch.no_grad():
            following = agent.value(state).reshape(1, -1)
            returns = torch.zeros_like(rewards)
            running = following
            for step in reversed(range(steps)):
                running = rewards[step] + gamma * running
                returns[step] = running
            advantages = returns - values
        flat_states = states.reshape((-1,) + envs.single_observation_space.shape)
        order = np.arange(steps * count)
        for _ in range(4):
            np.random.shuffle(order)
            for start in range(0, steps * count, 128):
                chosen = order[start : start + 128]
                _, fresh, entropy, value = agent.act(
                    flat_states[chosen], actions.reshape(-1).long()[chosen]
                )
                ratio = (fresh - log_probs.reshape(-1)[chosen]).exp()
                advantage = advantages.reshape(-1)[chosen]
                advantage = (advantage - advantage.mean()) / (advantage.std() + 1e-8)
                policy = torch.max(
                    -advantage * ratio, -advantage * torch.clamp(ratio, 1 - clip, 1 + clip)
                ).mean()
                fit = 0.5 * ((value.view(-1) - returns.reshape(-1)[chosen]) ** 2).mean()
                loss = policy - 0.01 * entropy.mean() + 0.5 * fit
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
                optimizer.step()
        print(update, loss.item())


if __name__ == "__main__":
    main()
