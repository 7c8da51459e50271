from torch.nn import Module


class PlainModule(Module):
    pass
