from PIL.Image import Image
from torch.utils.data import Dataset


class VisionDataset(Dataset):
    def __init__(self, root=None, transforms=None, transform=None, target_transform=None):
        self.root = root
        self.transform = transform
        self.target_transform = target_transform
        self.transforms = transforms

    def _sample(self, image, target):
        if self.transforms is not None:
            return self.transforms(image, target)
        if self.transform is not None:
            image = self.transform(image)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target


class _Classes(VisionDataset):
    """Pictures of one size, each with the number of its class."""

    channels = 3
    side = 32
    samples = 0

    def __getitem__(self, index):
        return self._sample(Image(self.channels, self.side, self.side), int(index))

    def __len__(self):
        return self.samples


class MNIST(_Classes):
    channels = 1
    side = 28

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.samples = 60000 if train else 10000


class FashionMNIST(MNIST):
    pass


class KMNIST(MNIST):
    pass


class EMNIST(MNIST):
    def __init__(self, root, split, train=True, transform=None, target_transform=None,
                 download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.samples = unknown


class CIFAR10(_Classes):
    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.samples = 50000 if train else 10000


class CIFAR100(CIFAR10):
    pass


class SVHN(_Classes):
    def __init__(self, root, split="train", transform=None, target_transform=None,
                 download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.samples = 73257 if split == "train" else 26032


class STL10(_Classes):
    side = 96

    def __init__(self, root, split="train", folds=None, transform=None, target_transform=None,
                 download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.samples = unknown


class _Folder(VisionDataset):
    """Pictures of any size."""

    def __getitem__(self, index):
        return self._sample(Image(3, unknown, unknown), int(index))


class ImageFolder(_Folder):
    def __init__(self, root, transform=None, target_transform=None, loader=None,
                 is_valid_file=None, allow_empty=False):
        super().__init__(root, transform=transform, target_transform=target_transform)


class ImageNet(_Folder):
    def __init__(self, root, split="train", transform=None, target_transform=None, **options):
        super().__init__(root, transform=transform, target_transform=target_transform)


class FakeData(VisionDataset):
    def __init__(self, size=1000, image_size=(3, 224, 224), num_classes=10, transform=None,
                 target_transform=None, random_offset=0):
        super().__init__(None, transform=transform, target_transform=target_transform)
        self.size = size
        self.image_size = image_size

    def __getitem__(self, index):
        channels, height, width = self.image_size
        return self._sample(Image(channels, height, width), int(index))

    def __len__(self):
        return self.size
