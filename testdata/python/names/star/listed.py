__all__ = ["Focal"]
__all__ += ["Tversky"]


class Focal:
    pass


class Tversky:
    pass


class Hidden:
    pass
