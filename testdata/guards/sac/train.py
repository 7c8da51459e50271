# guards: reinforcement, several
import copy
import torch
from torch import nn
import torch.nn.functional as F
from replay import Buffer, make_env
from policies import Actor, Critic

torch.manual_seed(1)
env = make_env()
actor, critic = Actor(env), Critic(env)
target = copy.deepcopy(critic)
log_alpha = torch.zeros(1, requires_grad=True)
actor_opt = torch.optim.Adam(actor.parameters(), lr=3e-4)
critic_opt = torch.optim.Adam(critic.parameters(), lr=3e-4)
alpha_opt = torch.optim.Adam([log_alpha], lr=3e-4)
buffer = Buffer(env)
for step in range(10000):
    s, a, r, n, d = buffer.sample(256)
    alpha = log_alpha.exp().item()
    with torch.no_grad():
        na, nlp = actor.sample(n)
        q1, q2 = target(n, na)
        y = r + (1 - d) * 0.99 * (torch.min(q1, q2) - alpha * nlp)
    q1, q2 = critic(s, a)
    critic_loss = F.mse_loss(q1, y) + F.mse_loss(q2, y)
    critic_opt.zero_grad()
    critic_loss.backward()
    critic_opt.step()
    pa, lp = actor.sample(s)
    q1, q2 = critic(s, pa)
    actor_loss = (alpha * lp - torch.min(q1, q2)).mean()
    actor_opt.zero_grad()
    actor_loss.backward()
    actor_opt.step()
    alpha_loss = -(log_alpha * (lp + env.target_entropy).detach()).mean()
    alpha_opt.zero_grad()
    alpha_loss.backward()
    alpha_opt.step()
    for kept, p in zip(target.parameters(), critic.parameters()):
        kept.data.lerp_(p.data, 0.005)
