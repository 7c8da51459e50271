import torch
from PIL.Image import Image
from torch import nn
from torchvision.transforms import (
    AugMix,
    AutoAugment,
    CenterCrop,
    ColorJitter,
    Compose,
    ElasticTransform,
    GaussianBlur,
    Grayscale,
    Lambda,
    Normalize,
    Pad,
    PILToTensor,
    RandAugment,
    RandomAdjustSharpness,
    RandomAffine,
    RandomApply,
    RandomAutocontrast,
    RandomChoice,
    RandomCrop,
    RandomEqualize,
    RandomErasing,
    RandomGrayscale,
    RandomHorizontalFlip,
    RandomInvert,
    RandomPerspective,
    RandomPosterize,
    RandomResizedCrop,
    RandomRotation,
    RandomSolarize,
    RandomVerticalFlip,
    Resize,
    ToPILImage,
    ToTensor,
    TrivialAugmentWide,
)


class ToImage(nn.Module):
    def forward(self, image):
        if isinstance(image, Image):
            return torch.empty(image.channels, image.height, image.width, dtype=torch.uint8)
        return image


class ToDtype(nn.Module):
    def __init__(self, dtype, scale=False):
        super().__init__()
        self.dtype = dtype

    def forward(self, image):
        return image.to(self.dtype)


class ToPureTensor(nn.Module):
    def forward(self, image):
        return image
