import numbers

import torch
from PIL.Image import Image
from torch import nn


def _pair(size):
    if isinstance(size, numbers.Number):
        return size, size
    return (size[0], size[0]) if len(size) == 1 else (size[0], size[1])


def _sides(image):
    if isinstance(image, Image):
        return image.height, image.width
    return image.shape[-2], image.shape[-1]


def _sized(image, height, width):
    if isinstance(image, Image):
        return Image(image.channels, height, width)
    return image.new_empty(tuple(image.shape[:-2]) + (height, width))


class Compose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, image):
        for transform in self.transforms:
            image = transform(image)
        return image


class Lambda:
    def __init__(self, lambd):
        self.lambd = lambd

    def __call__(self, image):
        return self.lambd(image)


class ToTensor:
    def __call__(self, image):
        if isinstance(image, Image):
            return torch.empty(image.channels, image.height, image.width)
        return unknown


class PILToTensor:
    def __call__(self, image):
        return torch.empty(image.channels, image.height, image.width, dtype=torch.uint8)


class ToPILImage:
    def __init__(self, mode=None):
        pass

    def __call__(self, image):
        return Image(image.shape[0], image.shape[1], image.shape[2])


class ConvertImageDtype(nn.Module):
    def __init__(self, dtype=torch.float32):
        super().__init__()
        self.dtype = dtype

    def forward(self, image):
        return image.to(self.dtype)


class Normalize(nn.Module):
    def __init__(self, mean, std, inplace=False):
        super().__init__()

    def forward(self, tensor):
        return tensor


class Resize(nn.Module):
    def __init__(self, size, interpolation=None, max_size=None, antialias=True):
        super().__init__()
        self.size = size
        self.max_size = max_size

    def forward(self, image):
        if not isinstance(self.size, numbers.Number) and len(self.size) == 2:
            return _sized(image, self.size[0], self.size[1])
        side, _ = _pair(self.size)
        if self.max_size is not None:
            return _sized(image, unknown, unknown)
        height, width = _sides(image)
        if height <= width:
            return _sized(image, side, int(side * width / height))
        return _sized(image, int(side * height / width), side)


class Scale(Resize):
    pass


class _Cut(nn.Module):
    """What gives pictures of one size, whatever it is given."""

    def __init__(self, size):
        super().__init__()
        self.size = _pair(size)

    def forward(self, image):
        return _sized(image, self.size[0], self.size[1])


class CenterCrop(_Cut):
    def __init__(self, size):
        super().__init__(size)


class RandomCrop(_Cut):
    def __init__(self, size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant"):
        super().__init__(size)


class RandomResizedCrop(_Cut):
    def __init__(self, size, scale=(0.08, 1.0), ratio=(0.75, 1.33), interpolation=None,
                 antialias=True):
        super().__init__(size)


class RandomSizedCrop(RandomResizedCrop):
    pass


class Pad(nn.Module):
    def __init__(self, padding, fill=0, padding_mode="constant"):
        super().__init__()
        self.padding = padding

    def forward(self, image):
        height, width = _sides(image)
        if isinstance(self.padding, numbers.Number):
            return _sized(image, height + 2 * self.padding, width + 2 * self.padding)
        if len(self.padding) == 2:
            return _sized(image, height + 2 * self.padding[1], width + 2 * self.padding[0])
        return _sized(image, height + self.padding[1] + self.padding[3],
                      width + self.padding[0] + self.padding[2])


class Grayscale(nn.Module):
    def __init__(self, num_output_channels=1):
        super().__init__()
        self.num_output_channels = num_output_channels

    def forward(self, image):
        if isinstance(image, Image):
            return Image(self.num_output_channels, image.height, image.width)
        return image.new_empty(
            tuple(image.shape[:-3])
            + (self.num_output_channels, image.shape[-2], image.shape[-1]))


class _Kept(nn.Module):
    """What changes the values of a picture and leaves its sizes."""

    def __init__(self, *arguments, **keywords):
        super().__init__()

    def forward(self, image):
        return image


class RandomHorizontalFlip(_Kept):
    pass


class RandomVerticalFlip(_Kept):
    pass


class ColorJitter(_Kept):
    pass


class RandomGrayscale(_Kept):
    pass


class RandomAffine(_Kept):
    pass


class RandomPerspective(_Kept):
    pass


class RandomErasing(_Kept):
    pass


class GaussianBlur(_Kept):
    pass


class RandomInvert(_Kept):
    pass


class RandomPosterize(_Kept):
    pass


class RandomSolarize(_Kept):
    pass


class RandomAdjustSharpness(_Kept):
    pass


class RandomAutocontrast(_Kept):
    pass


class RandomEqualize(_Kept):
    pass


class AutoAugment(_Kept):
    pass


class RandAugment(_Kept):
    pass


class TrivialAugmentWide(_Kept):
    pass


class AugMix(_Kept):
    pass


class ElasticTransform(_Kept):
    pass


class RandomRotation(nn.Module):
    def __init__(self, degrees, interpolation=None, expand=False, center=None, fill=0,
                 resample=None):
        super().__init__()
        self.expand = expand

    def forward(self, image):
        return _sized(image, unknown, unknown) if self.expand else image


class RandomApply(nn.Module):
    def __init__(self, transforms, p=0.5):
        super().__init__()
        self.transforms = transforms

    def forward(self, image):
        if unknown:
            for transform in self.transforms:
                image = transform(image)
        return image


class RandomChoice:
    def __init__(self, transforms, p=None):
        self.transforms = transforms

    def __call__(self, image):
        result = self.transforms[0](image)
        for transform in self.transforms:
            if unknown:
                result = transform(image)
        return result


class RandomOrder(Compose):
    pass
