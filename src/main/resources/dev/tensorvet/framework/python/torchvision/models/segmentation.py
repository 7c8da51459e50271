from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn

from .resnet import resnet50, resnet101


class IntermediateLayerGetter(nn.ModuleDict):
    """The first part of a model, which also gives what the named layers give."""

    def __init__(self, model, return_layers):
        super().__init__()
        self.return_layers = return_layers
        children = list(model.named_children())
        names = [name for name, _ in children]
        last = max(names.index(name) for name in return_layers)
        for name, module in children[:last + 1]:
            self.add_module(name, module)

    def forward(self, x):
        out = OrderedDict()
        for name, module in self.items():
            x = module(x)
            if name in self.return_layers:
                out[self.return_layers[name]] = x
        return out


class _SimpleSegmentationModel(nn.Module):
    def __init__(self, backbone, classifier, aux_classifier=None):
        super().__init__()
        self.backbone = backbone
        self.classifier = classifier
        self.aux_classifier = aux_classifier

    def forward(self, x):
        size = x.shape[-2:]
        features = self.backbone(x)
        result = OrderedDict()
        result["out"] = F.interpolate(
            self.classifier(features["out"]), size=size, mode="bilinear", align_corners=False)
        if self.aux_classifier is not None:
            result["aux"] = F.interpolate(
                self.aux_classifier(features["aux"]), size=size, mode="bilinear",
                align_corners=False)
        return result


class FCN(_SimpleSegmentationModel):
    pass


class DeepLabV3(_SimpleSegmentationModel):
    pass


class FCNHead(nn.Sequential):
    def __init__(self, in_channels, channels):
        inner = in_channels // 4
        super().__init__(
            nn.Conv2d(in_channels, inner, 3, padding=1, bias=False), nn.BatchNorm2d(inner),
            nn.ReLU(), nn.Dropout(0.1), nn.Conv2d(inner, channels, 1))


class ASPPConv(nn.Sequential):
    def __init__(self, in_channels, out_channels, dilation):
        super().__init__(
            nn.Conv2d(in_channels, out_channels, 3, padding=dilation, dilation=dilation,
                      bias=False),
            nn.BatchNorm2d(out_channels), nn.ReLU())


class ASPPPooling(nn.Sequential):
    def __init__(self, in_channels, out_channels):
        super().__init__(
            nn.AdaptiveAvgPool2d(1), nn.Conv2d(in_channels, out_channels, 1, bias=False),
            nn.BatchNorm2d(out_channels), nn.ReLU())

    def forward(self, x):
        size = x.shape[-2:]
        for module in self:
            x = module(x)
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)


class ASPP(nn.Module):
    def __init__(self, in_channels, atrous_rates, out_channels=256):
        super().__init__()
        modules = [nn.Sequential(
            nn.Conv2d(in_channels, out_channels, 1, bias=False), nn.BatchNorm2d(out_channels),
            nn.ReLU())]
        for rate in atrous_rates:
            modules.append(ASPPConv(in_channels, out_channels, rate))
        modules.append(ASPPPooling(in_channels, out_channels))
        self.convs = nn.ModuleList(modules)
        self.project = nn.Sequential(
            nn.Conv2d(len(self.convs) * out_channels, out_channels, 1, bias=False),
            nn.BatchNorm2d(out_channels), nn.ReLU(), nn.Dropout(0.5))

    def forward(self, x):
        return self.project(torch.cat([conv(x) for conv in self.convs], dim=1))


class DeepLabHead(nn.Sequential):
    def __init__(self, in_channels, num_classes, atrous_rates=(12, 24, 36)):
        super().__init__(
            ASPP(in_channels, atrous_rates), nn.Conv2d(256, 256, 3, padding=1, bias=False),
            nn.BatchNorm2d(256), nn.ReLU(), nn.Conv2d(256, num_classes, 1))


def _on_resnet(kind, head, resnet, num_classes, aux_loss):
    num_classes = 21 if num_classes is None else num_classes
    model = resnet(replace_stride_with_dilation=[False, True, True])
    layers = {"layer4": "out"}
    if aux_loss:
        layers["layer3"] = "aux"
    aux = FCNHead(1024, num_classes) if aux_loss else None
    return kind(IntermediateLayerGetter(model, layers), head(2048, num_classes), aux)


def fcn_resnet50(weights=None, progress=True, num_classes=None, aux_loss=None,
                 weights_backbone=None, *, pretrained=False, pretrained_backbone=True):
    aux_loss = aux_loss or weights is not None or pretrained
    return _on_resnet(FCN, FCNHead, resnet50, num_classes, aux_loss)


def fcn_resnet101(weights=None, progress=True, num_classes=None, aux_loss=None,
                  weights_backbone=None, *, pretrained=False, pretrained_backbone=True):
    aux_loss = aux_loss or weights is not None or pretrained
    return _on_resnet(FCN, FCNHead, resnet101, num_classes, aux_loss)


def deeplabv3_resnet50(weights=None, progress=True, num_classes=None, aux_loss=None,
                       weights_backbone=None, *, pretrained=False, pretrained_backbone=True):
    aux_loss = aux_loss or weights is not None or pretrained
    return _on_resnet(DeepLabV3, DeepLabHead, resnet50, num_classes, aux_loss)


def deeplabv3_resnet101(weights=None, progress=True, num_classes=None, aux_loss=None,
                        weights_backbone=None, *, pretrained=False, pretrained_backbone=True):
    aux_loss = aux_loss or weights is not None or pretrained
    return _on_resnet(DeepLabV3, DeepLabHead, resnet101, num_classes, aux_loss)
