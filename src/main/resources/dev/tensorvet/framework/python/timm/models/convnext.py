import torch
from torch import nn

from ..layers import DropPath, LayerNorm2d, Mlp, SelectAdaptivePool2d, trunc_normal_
from ._features import FeatureInfo


class ConvNeXtBlock(nn.Module):
    def __init__(self, dim, drop_path=0.0, ls_init_value=1e-6):
        super().__init__()
        self.conv_dw = nn.Conv2d(dim, dim, kernel_size=7, padding=3, groups=dim)
        self.norm = nn.LayerNorm(dim, eps=1e-6)
        self.mlp = Mlp(dim, 4 * dim)
        self.gamma = nn.Parameter(ls_init_value * torch.ones((dim,)))
        self.drop_path = DropPath(drop_path) if drop_path > 0.0 else nn.Identity()

    def forward(self, x):
        shortcut = x
        x = self.conv_dw(x).permute(0, 2, 3, 1)
        x = self.mlp(self.norm(x)).permute(0, 3, 1, 2)
        return self.drop_path(x * self.gamma.reshape(1, -1, 1, 1)) + shortcut


class ConvNeXtStage(nn.Module):
    def __init__(self, in_chs, out_chs, stride, drop_path_rates):
        super().__init__()
        if in_chs != out_chs or stride > 1:
            self.downsample = nn.Sequential(
                LayerNorm2d(in_chs), nn.Conv2d(in_chs, out_chs, kernel_size=2, stride=stride))
        else:
            self.downsample = nn.Identity()
        self.blocks = nn.Sequential(*[ConvNeXtBlock(out_chs, rate) for rate in drop_path_rates])

    def forward(self, x):
        return self.blocks(self.downsample(x))


class NormMlpClassifierHead(nn.Module):
    def __init__(self, in_features, num_classes, pool_type="avg", drop_rate=0.0):
        super().__init__()
        self.in_features = in_features
        self.num_features = in_features
        self.global_pool = SelectAdaptivePool2d(pool_type=pool_type)
        self.norm = LayerNorm2d(in_features)
        self.flatten = nn.Flatten(1) if pool_type else nn.Identity()
        self.pre_logits = nn.Identity()
        self.drop = nn.Dropout(drop_rate)
        self.fc = nn.Linear(in_features, num_classes) if num_classes > 0 else nn.Identity()

    def forward(self, x, pre_logits=False):
        x = self.flatten(self.norm(self.global_pool(x)))
        x = self.drop(self.pre_logits(x))
        return x if pre_logits else self.fc(x)


class ConvNeXt(nn.Module):
    def __init__(self, depths, dims, num_classes=1000, in_chans=3, global_pool="avg",
                 drop_rate=0.0, drop_path_rate=0.0, features_only=False, out_indices=None,
                 **kwargs):
        super().__init__()
        self.num_classes = num_classes
        self.stem = nn.Sequential(
            nn.Conv2d(in_chans, dims[0], kernel_size=4, stride=4), LayerNorm2d(dims[0]))
        total = sum(depths)
        done = 0
        channels = dims[0]
        stages = []
        for i, depth in enumerate(depths):
            rates = [drop_path_rate * (done + j) / (total - 1) for j in range(depth)]
            stages.append(ConvNeXtStage(channels, dims[i], 1 if i == 0 else 2, rates))
            channels = dims[i]
            done += depth
        self.stages = nn.Sequential(*stages)
        self.num_features = channels
        self.head_hidden_size = channels
        self.features_only = features_only
        self.out_indices = range(4) if out_indices is None else out_indices
        self.feature_info = FeatureInfo(
            [dims[i] for i in self.out_indices], [4 * 2 ** i for i in self.out_indices])
        if not features_only:
            self.norm_pre = nn.Identity()
            self.head = NormMlpClassifierHead(channels, num_classes, global_pool, drop_rate)
        for module in self.modules():
            if isinstance(module, (nn.Conv2d, nn.Linear)):
                trunc_normal_(module.weight, std=0.02)
                nn.init.zeros_(module.bias)

    def get_classifier(self):
        return self.head.fc

    def reset_classifier(self, num_classes, global_pool="avg"):
        self.num_classes = num_classes
        self.head = NormMlpClassifierHead(self.num_features, num_classes, global_pool)

    def forward_features(self, x):
        return self.norm_pre(self.stages(self.stem(x)))

    def forward_head(self, x, pre_logits=False):
        return self.head(x, pre_logits=pre_logits)

    def forward(self, x):
        if self.features_only:
            x = self.stem(x)
            features = []
            for index, stage in enumerate(self.stages):
                x = stage(x)
                if index in self.out_indices:
                    features.append(x)
            return features
        return self.forward_head(self.forward_features(x))
