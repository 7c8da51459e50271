from ..norm import InstanceNorm1d, InstanceNorm2d, InstanceNorm3d, _InstanceNorm
