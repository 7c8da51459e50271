_CHANNELS = {"1": 1, "L": 1, "P": 1, "I": 1, "F": 1, "LA": 2, "RGB": 3, "YCbCr": 3, "LAB": 3,
             "HSV": 3, "RGBA": 4, "CMYK": 4, "RGBX": 4}


class Image:
    """A picture whose sizes are known as far as the code tells them."""

    def __init__(self, channels, height, width):
        self.channels = channels
        self.height = height
        self.width = width

    @property
    def size(self):
        return (self.width, self.height)

    def convert(self, mode=None, matrix=None, dither=None, palette=0, colors=256):
        return Image(_CHANNELS[mode], self.height, self.width)

    def resize(self, size, resample=None, box=None, reducing_gap=None):
        return Image(self.channels, size[1], size[0])

    def copy(self):
        return self

    def filter(self, filter):
        return self

    def rotate(self, angle, resample=0, expand=0, center=None, translate=None, fillcolor=None):
        return self if not expand else Image(self.channels, unknown, unknown)

    def crop(self, box=None):
        return Image(self.channels, unknown, unknown)

    def transpose(self, method):
        return Image(self.channels, unknown, unknown)

    def load(self):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self


def open(fp, mode="r", formats=None):
    return Image(unknown, unknown, unknown)
