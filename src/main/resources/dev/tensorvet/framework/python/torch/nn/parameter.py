from torch.nn import Buffer, Parameter
