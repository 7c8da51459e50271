from torchvision.transforms import CenterCrop, Normalize, Pad, PILToTensor, Resize, ToTensor


def to_tensor(pic):
    return ToTensor()(pic)


def pil_to_tensor(pic):
    return PILToTensor()(pic)


def normalize(tensor, mean, std, inplace=False):
    return Normalize(mean, std)(tensor)


def resize(img, size, interpolation=None, max_size=None, antialias=True):
    return Resize(size, max_size=max_size)(img)


def center_crop(img, output_size):
    return CenterCrop(output_size)(img)


def pad(img, padding, fill=0, padding_mode="constant"):
    return Pad(padding)(img)


def hflip(img):
    return img


def vflip(img):
    return img
