from . import layers
from .convnext import ConvNeXt
from .efficientnet import EfficientNet, MobileNetV3, mobilenetv3_large, mobilenetv3_small
from .resnet import BasicBlock, Bottleneck, ResNet
from .vision_transformer import VisionTransformer

_RESNETS = {
    "resnet18": (BasicBlock, [2, 2, 2, 2], 1, 64),
    "resnet34": (BasicBlock, [3, 4, 6, 3], 1, 64),
    "resnet26": (Bottleneck, [2, 2, 2, 2], 1, 64),
    "resnet50": (Bottleneck, [3, 4, 6, 3], 1, 64),
    "resnet101": (Bottleneck, [3, 4, 23, 3], 1, 64),
    "resnet152": (Bottleneck, [3, 8, 36, 3], 1, 64),
    "resnext50_32x4d": (Bottleneck, [3, 4, 6, 3], 32, 4),
    "resnext101_32x8d": (Bottleneck, [3, 4, 23, 3], 32, 8),
    "wide_resnet50_2": (Bottleneck, [3, 4, 6, 3], 1, 128),
    "wide_resnet101_2": (Bottleneck, [3, 4, 23, 3], 1, 128),
}
_EFFICIENTNETS = {
    "efficientnet_b0": (1.0, 1.0),
    "efficientnet_b1": (1.0, 1.1),
    "efficientnet_b2": (1.1, 1.2),
    "efficientnet_b3": (1.2, 1.4),
    "efficientnet_b4": (1.4, 1.8),
}
_CONVNEXTS = {
    "convnext_tiny": ([3, 3, 9, 3], [96, 192, 384, 768]),
    "convnext_small": ([3, 3, 27, 3], [96, 192, 384, 768]),
    "convnext_base": ([3, 3, 27, 3], [128, 256, 512, 1024]),
    "convnext_large": ([3, 3, 27, 3], [192, 384, 768, 1536]),
}
_TRANSFORMERS = {
    "vit_tiny_patch16_224": (224, 16, 192, 12, 3),
    "vit_tiny_patch16_384": (384, 16, 192, 12, 3),
    "vit_small_patch32_224": (224, 32, 384, 12, 6),
    "vit_small_patch16_224": (224, 16, 384, 12, 6),
    "vit_small_patch16_384": (384, 16, 384, 12, 6),
    "vit_base_patch32_224": (224, 32, 768, 12, 12),
    "vit_base_patch16_224": (224, 16, 768, 12, 12),
    "vit_base_patch16_384": (384, 16, 768, 12, 12),
    "vit_base_patch8_224": (224, 8, 768, 12, 12),
    "vit_large_patch16_224": (224, 16, 1024, 24, 16),
    "vit_large_patch16_384": (384, 16, 1024, 24, 16),
    "deit_tiny_patch16_224": (224, 16, 192, 12, 3),
    "deit_small_patch16_224": (224, 16, 384, 12, 6),
    "deit_base_patch16_224": (224, 16, 768, 12, 12),
    "deit_base_patch16_384": (384, 16, 768, 12, 12),
}


def create_model(model_name, pretrained=False, pretrained_cfg=None, pretrained_cfg_overlay=None,
                 checkpoint_path=None, cache_dir=None, scriptable=None, exportable=None,
                 no_jit=None, **kwargs):
    kwargs = {key: value for key, value in kwargs.items() if value is not None}
    if model_name.startswith("timm/"):
        model_name = model_name[5:]
    name = model_name.split(".")[0]
    if name in _RESNETS:
        block, layers, cardinality, base_width = _RESNETS[name]
        return ResNet(block, layers, cardinality=cardinality, base_width=base_width, **kwargs)
    if name in _EFFICIENTNETS:
        width, depth = _EFFICIENTNETS[name]
        return EfficientNet(width, depth, **kwargs)
    if name == "mobilenetv3_large_100":
        return mobilenetv3_large(**kwargs)
    if name == "mobilenetv3_small_100":
        return mobilenetv3_small(**kwargs)
    if name in _CONVNEXTS:
        depths, dims = _CONVNEXTS[name]
        return ConvNeXt(depths, dims, **kwargs)
    if name in _TRANSFORMERS and not kwargs.get("features_only", False):
        img_size, patch_size, embed_dim, depth, num_heads = _TRANSFORMERS[name]
        sizes = {"img_size": img_size, "patch_size": patch_size, "embed_dim": embed_dim,
                 "depth": depth, "num_heads": num_heads}
        sizes.update(kwargs)
        return VisionTransformer(**sizes)
    # No function of this name is defined: what it gives is not known.
    return _create_some_other_model(model_name, **kwargs)
