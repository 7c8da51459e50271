"""EfficientNet and MobileNetV3, which are built of the same blocks."""

import math

import torch.nn.functional as F
from torch import nn

from ..layers import DropPath, SelectAdaptivePool2d
from ._features import FeatureInfo


def _rounded(channels, multiplier=1.0):
    """The nearest multiple of eight, but never less than nine tenths of the value."""
    channels = channels * multiplier
    result = max(8, int(channels + 4) // 8 * 8)
    return result + 8 if result < 0.9 * channels else result


class BatchNormAct2d(nn.BatchNorm2d):
    def __init__(self, num_features, act=None, eps=1e-5):
        super().__init__(num_features, eps=eps)
        self.drop = nn.Identity()
        self.act = nn.Identity() if act is None else act(inplace=True)

    def forward(self, x):
        return self.act(super().forward(x))


class SqueezeExcite(nn.Module):
    def __init__(self, in_chs, rd_channels, act, gate):
        super().__init__()
        self.conv_reduce = nn.Conv2d(in_chs, rd_channels, 1)
        self.act1 = act(inplace=True)
        self.conv_expand = nn.Conv2d(rd_channels, in_chs, 1)
        self.gate = gate()

    def forward(self, x):
        scale = self.act1(self.conv_reduce(x.mean((2, 3), keepdim=True)))
        return x * self.gate(self.conv_expand(scale))


class DepthwiseSeparableConv(nn.Module):
    def __init__(self, in_chs, out_chs, kernel, stride, act, se, drop_path):
        super().__init__()
        self.has_skip = stride == 1 and in_chs == out_chs
        self.conv_dw = nn.Conv2d(in_chs, in_chs, kernel, stride, kernel // 2, groups=in_chs,
                                 bias=False)
        self.bn1 = BatchNormAct2d(in_chs, act)
        self.se = nn.Identity() if se is None else SqueezeExcite(in_chs, *se)
        self.conv_pw = nn.Conv2d(in_chs, out_chs, 1, bias=False)
        self.bn2 = BatchNormAct2d(out_chs)
        self.drop_path = DropPath(drop_path) if drop_path else nn.Identity()

    def forward(self, x):
        out = self.se(self.bn1(self.conv_dw(x)))
        out = self.bn2(self.conv_pw(out))
        return self.drop_path(out) + x if self.has_skip else out


class InvertedResidual(nn.Module):
    def __init__(self, in_chs, out_chs, kernel, stride, mid_chs, act, se, drop_path):
        super().__init__()
        self.has_skip = stride == 1 and in_chs == out_chs
        self.conv_pw = nn.Conv2d(in_chs, mid_chs, 1, bias=False)
        self.bn1 = BatchNormAct2d(mid_chs, act)
        self.conv_dw = nn.Conv2d(mid_chs, mid_chs, kernel, stride, kernel // 2, groups=mid_chs,
                                 bias=False)
        self.bn2 = BatchNormAct2d(mid_chs, act)
        self.se = nn.Identity() if se is None else SqueezeExcite(mid_chs, *se)
        self.conv_pwl = nn.Conv2d(mid_chs, out_chs, 1, bias=False)
        self.bn3 = BatchNormAct2d(out_chs)
        self.drop_path = DropPath(drop_path) if drop_path else nn.Identity()

    def forward(self, x):
        out = self.bn1(self.conv_pw(x))
        out = self.se(self.bn2(self.conv_dw(out)))
        out = self.bn3(self.conv_pwl(out))
        return self.drop_path(out) + x if self.has_skip else out


class ConvBnAct(nn.Module):
    def __init__(self, in_chs, out_chs, act):
        super().__init__()
        self.conv = nn.Conv2d(in_chs, out_chs, 1, bias=False)
        self.bn1 = BatchNormAct2d(out_chs, act)

    def forward(self, x):
        return self.bn1(self.conv(x))


class _Staged(nn.Module):
    """A stem and stages of blocks; what stands on top differs."""

    def _build_stages(self, stages, in_chans, stem_size, act, features_only):
        self.conv_stem = nn.Conv2d(in_chans, stem_size, 3, 2, 1, bias=False)
        self.bn1 = BatchNormAct2d(stem_size, act)
        self.blocks = nn.Sequential(*[nn.Sequential(*stage) for stage in stages])
        self.features_only = features_only

    def _choose_features(self, ends, channels, out_indices):
        """The stages whose outputs are features; -1 is the stem."""
        out_indices = range(len(ends)) if out_indices is None else out_indices
        self.feature_ends = [ends[i] for i in out_indices]
        self.feature_info = FeatureInfo(
            [channels[i] for i in out_indices], [2 ** (i + 1) for i in out_indices])

    def _features(self, x):
        x = self.bn1(self.conv_stem(x))
        features = [x] if -1 in self.feature_ends else []
        for index, stage in enumerate(self.blocks):
            x = stage(x)
            if index in self.feature_ends:
                features.append(x)
        return features

    def get_classifier(self):
        return self.classifier

    def _init_weights(self):
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                fan_out = (module.kernel_size[0] * module.kernel_size[1] * module.out_channels
                           // module.groups)
                nn.init.normal_(module.weight, 0, math.sqrt(2.0 / fan_out))
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
            elif isinstance(module, nn.Linear):
                bound = 1.0 / math.sqrt(module.weight.size(0))
                nn.init.uniform_(module.weight, -bound, bound)
                nn.init.zeros_(module.bias)


class EfficientNet(_Staged):
    def __init__(self, width=1.0, depth=1.0, num_classes=1000, in_chans=3, global_pool="avg",
                 drop_rate=0.0, drop_path_rate=0.0, features_only=False, out_indices=None,
                 **kwargs):
        super().__init__()
        rows = [(1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3),
                (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1)]
        total = sum(int(math.ceil(row[4] * depth)) for row in rows)
        stem_size = _rounded(32, width)
        channels = stem_size
        done = 0
        stages = []
        for expand, kernel, stride, size, count in rows:
            out = _rounded(size, width)
            stage = []
            for i in range(int(math.ceil(count * depth))):
                step = stride if i == 0 else 1
                drop = drop_path_rate * done / total
                if expand == 1:
                    se = (int(channels * 0.25), nn.SiLU, nn.Sigmoid)
                    stage.append(DepthwiseSeparableConv(
                        channels, out, kernel, step, nn.SiLU, se, drop))
                else:
                    se = (int(channels * 0.25), nn.SiLU, nn.Sigmoid)
                    stage.append(InvertedResidual(
                        channels, out, kernel, step, _rounded(channels * expand), nn.SiLU, se,
                        drop))
                channels = out
                done += 1
            stages.append(stage)
        self._build_stages(stages, in_chans, stem_size, nn.SiLU, features_only)
        self._choose_features((0, 1, 2, 4, 6), [_rounded(size, width) for size in
                                                (16, 24, 40, 112, 320)], out_indices)
        self.num_features = _rounded(1280, width)
        self.head_hidden_size = self.num_features
        self.drop_rate = drop_rate
        if not features_only:
            self.conv_head = nn.Conv2d(channels, self.num_features, 1, bias=False)
            self.bn2 = BatchNormAct2d(self.num_features, nn.SiLU)
            self.reset_classifier(num_classes, global_pool)
        self._init_weights()

    def reset_classifier(self, num_classes, global_pool="avg"):
        self.num_classes = num_classes
        self.global_pool = SelectAdaptivePool2d(pool_type=global_pool, flatten=bool(global_pool))
        features = self.num_features * self.global_pool.feat_mult()
        self.classifier = nn.Linear(features, num_classes) if num_classes > 0 else nn.Identity()

    def forward_features(self, x):
        x = self.blocks(self.bn1(self.conv_stem(x)))
        return self.bn2(self.conv_head(x))

    def forward_head(self, x, pre_logits=False):
        x = self.global_pool(x)
        if self.drop_rate > 0.0:
            x = F.dropout(x, p=self.drop_rate, training=self.training)
        return x if pre_logits else self.classifier(x)

    def forward(self, x):
        if self.features_only:
            return self._features(x)
        return self.forward_head(self.forward_features(x))


class MobileNetV3(_Staged):
    def __init__(self, rows, ends, head_channels, stem_size=16, num_classes=1000, in_chans=3,
                 global_pool="avg", drop_rate=0.0, drop_path_rate=0.0, features_only=False,
                 out_indices=None, **kwargs):
        super().__init__()
        channels = stem_size
        total = sum(count for stage in rows for _, _, _, _, count, _, _ in stage)
        done = 0
        stages = []
        sizes = []
        for row in rows:
            stage = []
            for expand, kernel, stride, out, count, has_se, act in row:
                for i in range(count):
                    step = stride if i == 0 else 1
                    drop = drop_path_rate * done / total
                    if expand is None:
                        stage.append(ConvBnAct(channels, out, act))
                    elif expand == 1:
                        se = (_rounded(channels * 0.25), nn.ReLU, nn.Hardsigmoid)
                        stage.append(DepthwiseSeparableConv(
                            channels, out, kernel, step, act, se if has_se else None, drop))
                    else:
                        middle = _rounded(channels * expand)
                        se = (_rounded(middle * 0.25), nn.ReLU, nn.Hardsigmoid)
                        stage.append(InvertedResidual(
                            channels, out, kernel, step, middle, act, se if has_se else None,
                            drop))
                    channels = out
                    done += 1
            stages.append(stage)
            sizes.append(channels)
        self._build_stages(stages, in_chans, stem_size, nn.Hardswish, features_only)
        self._choose_features(ends, [([stem_size] + sizes)[end + 1] for end in ends], out_indices)
        self.num_features = channels
        self.head_hidden_size = head_channels
        self.drop_rate = drop_rate
        if not features_only:
            self.global_pool = SelectAdaptivePool2d(pool_type=global_pool)
            features = channels * self.global_pool.feat_mult()
            self.conv_head = nn.Conv2d(features, head_channels, 1)
            self.norm_head = nn.Identity()
            self.act2 = nn.Hardswish(inplace=True)
            self.flatten = nn.Flatten(1) if global_pool else nn.Identity()
            self._set_classifier(num_classes)
        self._init_weights()

    def _set_classifier(self, num_classes):
        self.num_classes = num_classes
        if num_classes > 0:
            self.classifier = nn.Linear(self.head_hidden_size, num_classes)
        else:
            self.classifier = nn.Identity()

    def reset_classifier(self, num_classes, global_pool="avg"):
        self.global_pool = SelectAdaptivePool2d(pool_type=global_pool)
        self.flatten = nn.Flatten(1) if global_pool else nn.Identity()
        self._set_classifier(num_classes)

    def forward_features(self, x):
        return self.blocks(self.bn1(self.conv_stem(x)))

    def forward_head(self, x, pre_logits=False):
        x = self.flatten(self.act2(self.conv_head(self.global_pool(x))))
        if self.drop_rate > 0.0:
            x = F.dropout(x, p=self.drop_rate, training=self.training)
        return x if pre_logits else self.classifier(x)

    def forward(self, x):
        if self.features_only:
            return self._features(x)
        return self.forward_head(self.forward_features(x))


def mobilenetv3_large(**kwargs):
    relu, swish = nn.ReLU, nn.Hardswish
    return MobileNetV3([
        [(1, 3, 1, 16, 1, False, relu)],
        [(4, 3, 2, 24, 1, False, relu), (3, 3, 1, 24, 1, False, relu)],
        [(3, 5, 2, 40, 3, True, relu)],
        [(6, 3, 2, 80, 1, False, swish), (2.5, 3, 1, 80, 1, False, swish),
         (2.3, 3, 1, 80, 2, False, swish)],
        [(6, 3, 1, 112, 2, True, swish)],
        [(6, 5, 2, 160, 3, True, swish)],
        [(None, 1, 1, 960, 1, False, swish)]], (0, 1, 2, 4, 6), 1280, **kwargs)


def mobilenetv3_small(**kwargs):
    relu, swish = nn.ReLU, nn.Hardswish
    return MobileNetV3([
        [(1, 3, 2, 16, 1, True, relu)],
        [(4.5, 3, 2, 24, 1, False, relu), (3.67, 3, 1, 24, 1, False, relu)],
        [(4, 5, 2, 40, 1, True, swish), (6, 5, 1, 40, 2, True, swish)],
        [(3, 5, 1, 48, 2, True, swish)],
        [(6, 5, 2, 96, 3, True, swish)],
        [(None, 1, 1, 576, 1, False, swish)]], (-1, 0, 1, 3, 5), 1024, **kwargs)
