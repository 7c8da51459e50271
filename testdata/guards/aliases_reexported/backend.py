# guards: alias
import torch as th
from torch import nn as N, optim as O
from torch.nn import functional as Fn

Linear = N.Linear
zero = O.Optimizer.zero_grad
