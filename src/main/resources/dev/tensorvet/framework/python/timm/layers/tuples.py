from functools import partial


def _tuple(value, n):
    return tuple(value) if isinstance(value, (tuple, list)) else (value,) * n


def to_1tuple(x):
    return _tuple(x, 1)


def to_2tuple(x):
    return _tuple(x, 2)


def to_3tuple(x):
    return _tuple(x, 3)


def to_4tuple(x):
    return _tuple(x, 4)


def to_ntuple(n):
    return partial(_tuple, n=n)
