from torch.nn import Module
