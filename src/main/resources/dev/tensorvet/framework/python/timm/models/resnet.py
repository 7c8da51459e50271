from torch import nn

from ..layers import DropPath, SelectAdaptivePool2d
from ._features import FeatureInfo


class BasicBlock(nn.Module):
    expansion = 1

    def __init__(self, inplanes, planes, stride=1, downsample=None, cardinality=1, base_width=64,
                 drop_path=0.0):
        super().__init__()
        self.conv1 = nn.Conv2d(inplanes, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.act1 = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(planes, planes, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.act2 = nn.ReLU(inplace=True)
        self.downsample = downsample
        self.drop_path = DropPath(drop_path) if drop_path > 0.0 else nn.Identity()

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        x = self.act1(self.bn1(self.conv1(x)))
        x = self.drop_path(self.bn2(self.conv2(x)))
        return self.act2(x + shortcut)


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, inplanes, planes, stride=1, downsample=None, cardinality=1, base_width=64,
                 drop_path=0.0):
        super().__init__()
        width = int(planes * (base_width / 64)) * cardinality
        self.conv1 = nn.Conv2d(inplanes, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.act1 = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, groups=cardinality, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.act2 = nn.ReLU(inplace=True)
        self.conv3 = nn.Conv2d(width, planes * 4, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(planes * 4)
        self.act3 = nn.ReLU(inplace=True)
        self.downsample = downsample
        self.drop_path = DropPath(drop_path) if drop_path > 0.0 else nn.Identity()

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        x = self.act1(self.bn1(self.conv1(x)))
        x = self.act2(self.bn2(self.conv2(x)))
        x = self.drop_path(self.bn3(self.conv3(x)))
        return self.act3(x + shortcut)


class ResNet(nn.Module):
    def __init__(self, block, layers, num_classes=1000, in_chans=3, global_pool="avg",
                 cardinality=1, base_width=64, drop_rate=0.0, drop_path_rate=0.0,
                 features_only=False, out_indices=None, **kwargs):
        super().__init__()
        self.num_classes = num_classes
        self.drop_rate = drop_rate
        self.features_only = features_only
        self.out_indices = (0, 1, 2, 3, 4) if out_indices is None else tuple(out_indices)
        needed = layers[:max(self.out_indices)] if features_only else layers
        self.conv1 = nn.Conv2d(in_chans, 64, kernel_size=7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.act1 = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        channels = 64
        total = sum(layers)
        done = 0
        self._layer_names = []
        for index, count in enumerate(needed):
            planes = 64 * 2 ** index
            blocks = []
            for i in range(count):
                stride = 2 if i == 0 and index > 0 else 1
                downsample = None
                if stride != 1 or channels != planes * block.expansion:
                    downsample = nn.Sequential(
                        nn.Conv2d(channels, planes * block.expansion, 1, stride, bias=False),
                        nn.BatchNorm2d(planes * block.expansion))
                blocks.append(block(channels, planes, stride, downsample, cardinality, base_width,
                                    drop_path_rate * done / (total - 1)))
                channels = planes * block.expansion
                done += 1
            self._layer_names.append(f"layer{index + 1}")
            self.add_module(self._layer_names[-1], nn.Sequential(*blocks))
        self.num_features = channels
        self.head_hidden_size = channels
        sizes = [64] + [64 * 2 ** i * block.expansion for i in range(4)]
        if features_only:
            sizes = [sizes[i] for i in self.out_indices]
            self.feature_info = FeatureInfo(sizes, [2 ** (i + 1) for i in self.out_indices])
        else:
            self.feature_info = FeatureInfo(sizes, [2, 4, 8, 16, 32])
            self.reset_classifier(num_classes, global_pool)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        for module in self.modules():
            if isinstance(module, Bottleneck):
                nn.init.zeros_(module.bn3.weight)
            elif isinstance(module, BasicBlock):
                nn.init.zeros_(module.bn2.weight)

    def get_classifier(self):
        return self.fc

    def reset_classifier(self, num_classes, global_pool="avg"):
        self.num_classes = num_classes
        self.global_pool = SelectAdaptivePool2d(pool_type=global_pool, flatten=bool(global_pool))
        features = self.num_features * self.global_pool.feat_mult()
        self.fc = nn.Linear(features, num_classes) if num_classes > 0 else nn.Identity()

    def _stages(self, x):
        x = self.act1(self.bn1(self.conv1(x)))
        stages = [x]
        x = self.maxpool(x)
        for name in self._layer_names:
            x = getattr(self, name)(x)
            stages.append(x)
        return stages

    def forward_features(self, x):
        return self._stages(x)[-1]

    def forward_head(self, x, pre_logits=False):
        x = self.global_pool(x)
        if self.drop_rate:
            x = nn.functional.dropout(x, p=float(self.drop_rate), training=self.training)
        return x if pre_logits else self.fc(x)

    def forward(self, x):
        if self.features_only:
            stages = self._stages(x)
            return [stages[i] for i in self.out_indices]
        return self.forward_head(self.forward_features(x))
