from .blocks import LayerNorm2d, Mlp, PatchEmbed, SelectAdaptivePool2d
from .drop import DropPath, drop_path
from .tuples import to_1tuple, to_2tuple, to_3tuple, to_4tuple, to_ntuple
from .weight_init import lecun_normal_, trunc_normal_
