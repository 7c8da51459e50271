def _make_divisible(v, divisor, min_value=None):
    """The nearest multiple, but never less than nine tenths of the value."""
    if min_value is None:
        min_value = divisor
    result = max(min_value, int(v + divisor / 2) // divisor * divisor)
    return result + divisor if result < 0.9 * v else result
