import math
from functools import partial

import torch
from torch import nn

from ..ops.misc import Conv2dNormActivation, SqueezeExcitation
from ..ops.stochastic_depth import StochasticDepth
from ._utils import _make_divisible


def _scaled(channels, width_mult):
    return _make_divisible(channels * width_mult, 8)


class MBConv(nn.Module):
    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, drop,
                 norm_layer):
        super().__init__()
        self.use_res_connect = stride == 1 and input_channels == out_channels
        layers = []
        expanded = _scaled(input_channels, expand_ratio)
        if expanded != input_channels:
            layers.append(Conv2dNormActivation(
                input_channels, expanded, kernel_size=1, norm_layer=norm_layer,
                activation_layer=nn.SiLU))
        layers.append(Conv2dNormActivation(
            expanded, expanded, kernel_size=kernel, stride=stride, groups=expanded,
            norm_layer=norm_layer, activation_layer=nn.SiLU))
        layers.append(SqueezeExcitation(
            expanded, max(1, input_channels // 4), activation=partial(nn.SiLU, inplace=True)))
        layers.append(Conv2dNormActivation(
            expanded, out_channels, kernel_size=1, norm_layer=norm_layer, activation_layer=None))
        self.block = nn.Sequential(*layers)
        self.stochastic_depth = StochasticDepth(drop, "row")
        self.out_channels = out_channels

    def forward(self, input):
        result = self.block(input)
        return self.stochastic_depth(result) + input if self.use_res_connect else result


class FusedMBConv(nn.Module):
    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, drop,
                 norm_layer):
        super().__init__()
        self.use_res_connect = stride == 1 and input_channels == out_channels
        expanded = _scaled(input_channels, expand_ratio)
        if expanded != input_channels:
            layers = [
                Conv2dNormActivation(
                    input_channels, expanded, kernel_size=kernel, stride=stride,
                    norm_layer=norm_layer, activation_layer=nn.SiLU),
                Conv2dNormActivation(
                    expanded, out_channels, kernel_size=1, norm_layer=norm_layer,
                    activation_layer=None)]
        else:
            layers = [Conv2dNormActivation(
                input_channels, out_channels, kernel_size=kernel, stride=stride,
                norm_layer=norm_layer, activation_layer=nn.SiLU)]
        self.block = nn.Sequential(*layers)
        self.stochastic_depth = StochasticDepth(drop, "row")
        self.out_channels = out_channels

    def forward(self, input):
        result = self.block(input)
        return self.stochastic_depth(result) + input if self.use_res_connect else result


class EfficientNet(nn.Module):
    def __init__(self, inverted_residual_setting, dropout, stochastic_depth_prob=0.2,
                 num_classes=1000, norm_layer=None, last_channel=None):
        super().__init__()
        if norm_layer is None:
            norm_layer = nn.BatchNorm2d
        channels = inverted_residual_setting[0][4]
        layers = [Conv2dNormActivation(3, channels, kernel_size=3, stride=2,
                                       norm_layer=norm_layer, activation_layer=nn.SiLU)]
        total = sum(row[6] for row in inverted_residual_setting)
        done = 0
        for block, expand, kernel, stride, in_channels, out, count in inverted_residual_setting:
            stage = []
            for index in range(count):
                drop = stochastic_depth_prob * float(done) / total
                stage.append(block(expand, kernel, stride if index == 0 else 1,
                                   in_channels if index == 0 else out, out, drop, norm_layer))
                done += 1
            layers.append(nn.Sequential(*stage))
        last_in = inverted_residual_setting[-1][5]
        last = last_channel if last_channel is not None else 4 * last_in
        layers.append(Conv2dNormActivation(last_in, last, kernel_size=1, norm_layer=norm_layer,
                                           activation_layer=nn.SiLU))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(
            nn.Dropout(p=dropout, inplace=True), nn.Linear(last, num_classes))
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out")
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
            elif isinstance(module, (nn.BatchNorm2d, nn.GroupNorm)):
                nn.init.ones_(module.weight)
                nn.init.zeros_(module.bias)
            elif isinstance(module, nn.Linear):
                bound = 1.0 / math.sqrt(module.out_features)
                nn.init.uniform_(module.weight, -bound, bound)
                nn.init.zeros_(module.bias)

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))


def _first_version(width, depth, dropout, kwargs, norm_layer=None):
    rows = [
        (1, 3, 1, 32, 16, 1), (6, 3, 2, 16, 24, 2), (6, 5, 2, 24, 40, 2), (6, 3, 2, 40, 80, 3),
        (6, 5, 1, 80, 112, 3), (6, 5, 2, 112, 192, 4), (6, 3, 1, 192, 320, 1)]
    setting = [
        (MBConv, expand, kernel, stride, _scaled(channels, width), _scaled(out, width),
         int(math.ceil(count * depth)))
        for expand, kernel, stride, channels, out, count in rows]
    dropout = kwargs.pop("dropout", dropout)
    norm_layer = kwargs.pop("norm_layer", norm_layer)
    return EfficientNet(setting, dropout, norm_layer=norm_layer, **kwargs)


def _second_version(rows, dropout, kwargs):
    dropout = kwargs.pop("dropout", dropout)
    norm_layer = kwargs.pop("norm_layer", partial(nn.BatchNorm2d, eps=1e-3))
    return EfficientNet(rows, dropout, norm_layer=norm_layer, last_channel=1280, **kwargs)


def efficientnet_b0(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _first_version(1.0, 1.0, 0.2, kwargs)


def efficientnet_b1(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _first_version(1.0, 1.1, 0.2, kwargs)


def efficientnet_b2(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _first_version(1.1, 1.2, 0.3, kwargs)


def efficientnet_b3(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _first_version(1.2, 1.4, 0.3, kwargs)


def efficientnet_b4(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _first_version(1.4, 1.8, 0.4, kwargs)


def efficientnet_b5(weights=None, progress=True, *, pretrained=False, **kwargs):
    norm_layer = partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)
    return _first_version(1.6, 2.2, 0.4, kwargs, norm_layer)


def efficientnet_b6(weights=None, progress=True, *, pretrained=False, **kwargs):
    norm_layer = partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)
    return _first_version(1.8, 2.6, 0.5, kwargs, norm_layer)


def efficientnet_b7(weights=None, progress=True, *, pretrained=False, **kwargs):
    norm_layer = partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)
    return _first_version(2.0, 3.1, 0.5, kwargs, norm_layer)


def efficientnet_v2_s(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _second_version([
        (FusedMBConv, 1, 3, 1, 24, 24, 2), (FusedMBConv, 4, 3, 2, 24, 48, 4),
        (FusedMBConv, 4, 3, 2, 48, 64, 4), (MBConv, 4, 3, 2, 64, 128, 6),
        (MBConv, 6, 3, 1, 128, 160, 9), (MBConv, 6, 3, 2, 160, 256, 15)], 0.2, kwargs)


def efficientnet_v2_m(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _second_version([
        (FusedMBConv, 1, 3, 1, 24, 24, 3), (FusedMBConv, 4, 3, 2, 24, 48, 5),
        (FusedMBConv, 4, 3, 2, 48, 80, 5), (MBConv, 4, 3, 2, 80, 160, 7),
        (MBConv, 6, 3, 1, 160, 176, 14), (MBConv, 6, 3, 2, 176, 304, 18),
        (MBConv, 6, 3, 1, 304, 512, 5)], 0.3, kwargs)


def efficientnet_v2_l(weights=None, progress=True, *, pretrained=False, **kwargs):
    return _second_version([
        (FusedMBConv, 1, 3, 1, 32, 32, 4), (FusedMBConv, 4, 3, 2, 32, 64, 7),
        (FusedMBConv, 4, 3, 2, 64, 96, 7), (MBConv, 4, 3, 2, 96, 192, 10),
        (MBConv, 6, 3, 1, 192, 224, 19), (MBConv, 6, 3, 2, 224, 384, 25),
        (MBConv, 6, 3, 1, 384, 640, 7)], 0.4, kwargs)
