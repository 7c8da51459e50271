import torch
import torch.nn.functional as F
from torch import nn

from .tuples import to_2tuple


class LayerNorm2d(nn.LayerNorm):
    """Over the channels of an image."""

    def __init__(self, num_channels, eps=1e-6, affine=True):
        super().__init__(num_channels, eps=eps, elementwise_affine=affine)

    def forward(self, x):
        x = F.layer_norm(x.permute(0, 2, 3, 1), self.normalized_shape, self.weight, self.bias,
                         self.eps)
        return x.permute(0, 3, 1, 2)


class Mlp(nn.Module):
    def __init__(self, in_features, hidden_features=None, out_features=None, act_layer=nn.GELU,
                 norm_layer=None, bias=True, drop=0.0, use_conv=False):
        super().__init__()
        out_features = out_features or in_features
        hidden_features = hidden_features or in_features
        bias = to_2tuple(bias)
        drop = to_2tuple(drop)
        if use_conv:
            self.fc1 = nn.Conv2d(in_features, hidden_features, kernel_size=1, bias=bias[0])
        else:
            self.fc1 = nn.Linear(in_features, hidden_features, bias=bias[0])
        self.act = act_layer()
        self.drop1 = nn.Dropout(drop[0])
        self.norm = norm_layer(hidden_features) if norm_layer is not None else nn.Identity()
        if use_conv:
            self.fc2 = nn.Conv2d(hidden_features, out_features, kernel_size=1, bias=bias[1])
        else:
            self.fc2 = nn.Linear(hidden_features, out_features, bias=bias[1])
        self.drop2 = nn.Dropout(drop[1])

    def forward(self, x):
        x = self.drop1(self.act(self.fc1(x)))
        return self.drop2(self.fc2(self.norm(x)))


class PatchEmbed(nn.Module):
    def __init__(self, img_size=224, patch_size=16, in_chans=3, embed_dim=768, norm_layer=None,
                 flatten=True, output_fmt=None, bias=True, strict_img_size=True,
                 dynamic_img_pad=False):
        super().__init__()
        self.patch_size = to_2tuple(patch_size)
        if img_size is None:
            self.img_size = None
            self.grid_size = None
            self.num_patches = None
        else:
            self.img_size = to_2tuple(img_size)
            self.grid_size = (self.img_size[0] // self.patch_size[0],
                              self.img_size[1] // self.patch_size[1])
            self.num_patches = self.grid_size[0] * self.grid_size[1]
        self.flatten = flatten
        self.strict_img_size = strict_img_size
        self.proj = nn.Conv2d(
            in_chans, embed_dim, kernel_size=self.patch_size, stride=self.patch_size, bias=bias)
        self.norm = norm_layer(embed_dim) if norm_layer else nn.Identity()

    def forward(self, x):
        height, width = x.shape[2], x.shape[3]
        if self.img_size is not None and self.strict_img_size:
            if height != self.img_size[0]:
                raise AssertionError(f"Input height ({height}) doesn't match model "
                                     f"({self.img_size[0]}).")
            if width != self.img_size[1]:
                raise AssertionError(f"Input width ({width}) doesn't match model "
                                     f"({self.img_size[1]}).")
        x = self.proj(x)
        if self.flatten:
            x = x.flatten(2).transpose(1, 2)
        return self.norm(x)


class SelectAdaptivePool2d(nn.Module):
    def __init__(self, output_size=1, pool_type="fast", flatten=False):
        super().__init__()
        self.pool_type = pool_type or ""
        self.output_size = output_size
        self.is_flattening = flatten

    def feat_mult(self):
        return 2 if self.pool_type == "catavgmax" else 1

    def forward(self, x):
        if self.pool_type == "":
            pass
        elif self.pool_type in ("avg", "fast", "fastavg"):
            x = F.adaptive_avg_pool2d(x, self.output_size)
        elif self.pool_type in ("max", "fastmax"):
            x = F.adaptive_max_pool2d(x, self.output_size)
        else:
            average = F.adaptive_avg_pool2d(x, self.output_size)
            most = F.adaptive_max_pool2d(x, self.output_size)
            if self.pool_type in ("catavgmax", "fastcatavgmax"):
                x = torch.cat((average, most), 1)
            else:
                x = 0.5 * (average + most)
        return x.flatten(1) if self.is_flattening else x
