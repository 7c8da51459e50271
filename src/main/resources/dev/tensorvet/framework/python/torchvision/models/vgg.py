import torch
from torch import nn

cfgs = {
    "A": [64, "M", 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
    "B": [64, 64, "M", 128, 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
    "D": [64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512, 512, "M"],
    "E": [64, 64, "M", 128, 128, "M", 256, 256, 256, 256, "M", 512, 512, 512, 512, "M",
          512, 512, 512, 512, "M"],
}


def make_layers(cfg, batch_norm=False):
    layers = []
    channels = 3
    for size in cfg:
        if size == "M":
            layers.append(nn.MaxPool2d(kernel_size=2, stride=2))
        else:
            layers.append(nn.Conv2d(channels, size, kernel_size=3, padding=1))
            if batch_norm:
                layers.append(nn.BatchNorm2d(size))
            layers.append(nn.ReLU(inplace=True))
            channels = size
    return nn.Sequential(*layers)


class VGG(nn.Module):
    def __init__(self, features, num_classes=1000, init_weights=True, dropout=0.5):
        super().__init__()
        self.features = features
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096),
            nn.ReLU(True),
            nn.Dropout(dropout),
            nn.Linear(4096, 4096),
            nn.ReLU(True),
            nn.Dropout(dropout),
            nn.Linear(4096, num_classes))
        if init_weights:
            for module in self.modules():
                if isinstance(module, nn.Conv2d):
                    nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
                    if module.bias is not None:
                        nn.init.constant_(module.bias, 0)
                elif isinstance(module, nn.BatchNorm2d):
                    nn.init.constant_(module.weight, 1)
                    nn.init.constant_(module.bias, 0)
                elif isinstance(module, nn.Linear):
                    nn.init.normal_(module.weight, 0, 0.01)
                    nn.init.constant_(module.bias, 0)

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))


def vgg11(weights=None, progress=True, *, pretrained=False, **kwargs):
    return VGG(make_layers(cfgs["A"]), **kwargs)


def vgg11_bn(weights=None, progress=True, *, pretrained=False, **kwargs):
    return VGG(make_layers(cfgs["A"], True), **kwargs)


def vgg13(weights=None, progress=True, *, pretrained=False, **kwargs):
    return VGG(make_layers(cfgs["B"]), **kwargs)


def vgg13_bn(weights=None, progress=True, *, pretrained=False, **kwargs):
    return VGG(make_layers(cfgs["B"], True), **kwargs)


def vgg16(weights=None, progress=True, *, pretrained=False, **kwargs):
    return VGG(make_layers(cfgs["D"]), **kwargs)


def vgg16_bn(weights=None, progress=True, *, pretrained=False, **kwargs):
    return VGG(make_layers(cfgs["D"], True), **kwargs)


def vgg19(weights=None, progress=True, *, pretrained=False, **kwargs):
    return VGG(make_layers(cfgs["E"]), **kwargs)


def vgg19_bn(weights=None, progress=True, *, pretrained=False, **kwargs):
    return VGG(make_layers(cfgs["E"], True), **kwargs)
