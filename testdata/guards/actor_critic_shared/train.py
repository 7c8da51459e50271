# guards: several, reinforcement
import gymnasium as gym
import torch
from torch import nn
from torch.distributions import Categorical


class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.affine = nn.Linear(4, 128)
        self.drop = nn.Dropout(0.1)
        self.action = nn.Linear(128, 2)
        self.value = nn.Linear(128, 1)

    def forward(self, x):
        x = torch.relu(self.drop(self.affine(x)))
        return self.action(x).softmax(dim=-1), self.value(x)


torch.manual_seed(1)
env = gym.make("CartPole-v1")
model = Policy()
optimizer = torch.optim.Adam(model.parameters(), lr=3e-2)
for episode in range(1000):
    state, _ = env.reset(seed=episode)
    log_probs, values, rewards = [], [], []
    done = False
    while not done:
        probabilities, value = model(torch.from_numpy(state).float())
        choice = Categorical(probabilities)
        action = choice.sample()
        log_probs.append(choice.log_prob(action))
        values.append(value)
        state, reward, terminated, truncated, _ = env.step(action.item())
        rewards.append(reward)
        done = terminated or truncated
    returns, running = [], 0
    for reward in reversed(rewards):
        running = reward + 0.99 * running
        returns.insert(0, running)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + 1e-8)
    policy_losses, value_losses = [], []
    for log_prob, value, expected in zip(log_probs, values, returns):
        policy_losses.append(-log_prob * (expected - value.item()))
        value_losses.append(nn.functional.smooth_l1_loss(value, expected.reshape(1)))
    optimizer.zero_grad()
    loss = torch.stack(policy_losses).sum() + torch.stack(value_losses).sum()
    loss.backward()
    optimizer.step()
