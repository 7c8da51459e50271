def _tuple(value, length):
    return tuple(value) if isinstance(value, (tuple, list)) else (value,) * length


def _single(value):
    return _tuple(value, 1)


def _pair(value):
    return _tuple(value, 2)


def _triple(value):
    return _tuple(value, 3)


def _quadruple(value):
    return _tuple(value, 4)


def _sextuple(value):
    return _tuple(value, 6)
