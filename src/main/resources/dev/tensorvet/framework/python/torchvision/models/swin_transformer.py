from functools import partial

import torch
import torch.nn.functional as F
from torch import nn

from ..ops.misc import MLP, Permute
from ..ops.stochastic_depth import StochasticDepth


class PatchMerging(nn.Module):
    def __init__(self, dim, norm_layer=nn.LayerNorm):
        super().__init__()
        self.dim = dim
        self.reduction = nn.Linear(4 * dim, 2 * dim, bias=False)
        self.norm = norm_layer(4 * dim)

    def forward(self, x):
        height, width = x.shape[1:3]
        x = F.pad(x, (0, 0, 0, width % 2, 0, height % 2))
        x = torch.cat([x[:, 0::2, 0::2], x[:, 1::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 1::2]], -1)
        return self.reduction(self.norm(x))


class ShiftedWindowAttention(nn.Module):
    def __init__(self, dim, window_size, shift_size, num_heads, qkv_bias=True, proj_bias=True,
                 attention_dropout=0.0, dropout=0.0):
        super().__init__()
        self.window_size = window_size
        self.shift_size = shift_size
        self.num_heads = num_heads
        self.attention_dropout = attention_dropout
        self.dropout = dropout
        self.qkv = nn.Linear(dim, dim * 3, bias=qkv_bias)
        self.proj = nn.Linear(dim, dim, bias=proj_bias)
        rows, columns = window_size
        self.relative_position_bias_table = nn.Parameter(
            torch.zeros((2 * rows - 1) * (2 * columns - 1), num_heads))
        nn.init.trunc_normal_(self.relative_position_bias_table, std=0.02)
        coordinates = torch.flatten(torch.stack(
            torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")), 1)
        relative = (coordinates[:, :, None] - coordinates[:, None, :]).permute(1, 2, 0)
        index = (relative[:, :, 0] + rows - 1) * (2 * columns - 1) + relative[:, :, 1] + columns - 1
        self.register_buffer("relative_position_index", index.flatten())

    def get_relative_position_bias(self):
        count = self.window_size[0] * self.window_size[1]
        bias = self.relative_position_bias_table[self.relative_position_index]
        return bias.view(count, count, -1).permute(2, 0, 1).contiguous().unsqueeze(0)

    def forward(self, x):
        batch, height, width, channels = x.shape
        rows, columns = self.window_size
        x = F.pad(x, (0, 0, 0, (columns - width % columns) % columns,
                      0, (rows - height % rows) % rows))
        _, padded_height, padded_width, _ = x.shape
        shift_rows = 0 if rows >= padded_height else self.shift_size[0]
        shift_columns = 0 if columns >= padded_width else self.shift_size[1]
        is_shifted = shift_rows + shift_columns > 0
        if is_shifted:
            x = torch.roll(x, shifts=(-shift_rows, -shift_columns), dims=(1, 2))
        down = padded_height // rows
        across = padded_width // columns
        windows = down * across
        count = rows * columns
        heads = self.num_heads
        x = x.view(batch, down, rows, across, columns, channels).permute(0, 1, 3, 2, 4, 5)
        x = x.reshape(batch * windows, count, channels)
        qkv = self.qkv(x).reshape(batch * windows, count, 3, heads, channels // heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        q = q * (channels // heads) ** -0.5
        scores = q.matmul(k.transpose(-2, -1)) + self.get_relative_position_bias()
        if is_shifted:
            region = x.new_zeros((padded_height, padded_width))
            number = 0
            for top in ((0, -rows), (-rows, -shift_rows), (-shift_rows, None)):
                for left in ((0, -columns), (-columns, -shift_columns), (-shift_columns, None)):
                    region[top[0]:top[1], left[0]:left[1]] = number
                    number += 1
            region = region.view(down, rows, across, columns).permute(0, 2, 1, 3)
            region = region.reshape(windows, count)
            mask = region.unsqueeze(1) - region.unsqueeze(2)
            mask = mask.masked_fill(mask != 0, -100.0).masked_fill(mask == 0, 0.0)
            scores = scores.view(batch, windows, heads, count, count)
            scores = scores + mask.unsqueeze(1).unsqueeze(0)
            scores = scores.view(-1, heads, count, count)
        weights = F.dropout(F.softmax(scores, dim=-1), p=self.attention_dropout,
                            training=self.training)
        x = weights.matmul(v).transpose(1, 2).reshape(batch * windows, count, channels)
        x = F.dropout(self.proj(x), p=self.dropout, training=self.training)
        x = x.view(batch, down, across, rows, columns, channels).permute(0, 1, 3, 2, 4, 5)
        x = x.reshape(batch, padded_height, padded_width, channels)
        if is_shifted:
            x = torch.roll(x, shifts=(shift_rows, shift_columns), dims=(1, 2))
        return x[:, :height, :width, :].contiguous()


class SwinTransformerBlock(nn.Module):
    def __init__(self, dim, num_heads, window_size, shift_size, mlp_ratio=4.0, dropout=0.0,
                 attention_dropout=0.0, stochastic_depth_prob=0.0, norm_layer=nn.LayerNorm):
        super().__init__()
        self.norm1 = norm_layer(dim)
        self.attn = ShiftedWindowAttention(
            dim, window_size, shift_size, num_heads, attention_dropout=attention_dropout,
            dropout=dropout)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")
        self.norm2 = norm_layer(dim)
        self.mlp = MLP(dim, [int(dim * mlp_ratio), dim], activation_layer=nn.GELU, inplace=None,
                       dropout=dropout)
        for module in self.mlp.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                if module.bias is not None:
                    nn.init.normal_(module.bias, std=1e-6)

    def forward(self, x):
        x = x + self.stochastic_depth(self.attn(self.norm1(x)))
        return x + self.stochastic_depth(self.mlp(self.norm2(x)))


class SwinTransformer(nn.Module):
    def __init__(self, patch_size, embed_dim, depths, num_heads, window_size, mlp_ratio=4.0,
                 dropout=0.0, attention_dropout=0.0, stochastic_depth_prob=0.1, num_classes=1000,
                 norm_layer=None, block=SwinTransformerBlock, downsample_layer=PatchMerging):
        super().__init__()
        self.num_classes = num_classes
        if norm_layer is None:
            norm_layer = partial(nn.LayerNorm, eps=1e-5)
        layers = [nn.Sequential(
            nn.Conv2d(3, embed_dim, kernel_size=(patch_size[0], patch_size[1]),
                      stride=(patch_size[0], patch_size[1])),
            Permute([0, 2, 3, 1]),
            norm_layer(embed_dim))]
        total = sum(depths)
        done = 0
        dim = embed_dim
        for i, depth in enumerate(depths):
            stage = []
            for j in range(depth):
                drop = stochastic_depth_prob * float(done) / (total - 1)
                shift = [0 if j % 2 == 0 else size // 2 for size in window_size]
                stage.append(block(
                    dim, num_heads[i], window_size=window_size, shift_size=shift,
                    mlp_ratio=mlp_ratio, dropout=dropout, attention_dropout=attention_dropout,
                    stochastic_depth_prob=drop, norm_layer=norm_layer))
                done += 1
            layers.append(nn.Sequential(*stage))
            if i < len(depths) - 1:
                layers.append(downsample_layer(dim, norm_layer))
                dim = dim * 2
        self.features = nn.Sequential(*layers)
        self.norm = norm_layer(dim)
        self.permute = Permute([0, 3, 1, 2])
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten(1)
        self.head = nn.Linear(dim, num_classes)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.trunc_normal_(module.weight, std=0.02)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)

    def forward(self, x):
        x = self.norm(self.features(x))
        return self.head(self.flatten(self.avgpool(self.permute(x))))


def _swin(embed_dim, depths, num_heads, drop, kwargs):
    drop = kwargs.pop("stochastic_depth_prob", drop)
    return SwinTransformer([4, 4], embed_dim, depths, num_heads, [7, 7],
                           stochastic_depth_prob=drop, **kwargs)


def swin_t(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _swin(96, [2, 2, 6, 2], [3, 6, 12, 24], 0.2, kwargs)


def swin_s(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _swin(96, [2, 2, 18, 2], [3, 6, 12, 24], 0.3, kwargs)


def swin_b(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _swin(128, [2, 2, 18, 2], [4, 8, 16, 32], 0.5, kwargs)
