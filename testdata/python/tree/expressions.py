# Precedence, from the loosest to the tightest.
first = a or b and not c
second = a < b <= c != d is not e not in f
third = a | b ^ c & d << e + f * g @ h // ~i ** -j
power = -a**-b**c
grouped = (a + b) * (c)
choice = a if b else c if d else e
named = [y := f(x), y**2]
call = f(a, *b, k=1, **c)(d for d in e)
chain = a.b[c].d(e)[1:2, ::3, ...]
unpacked = a[*b, c]
several = *a, b
empty = (), [], {}
displays = [1, *a], {1, *b}, {1: 2, **c}
numbers = 1, 1_000, 0xFF, 0o17, 0b1, 1.5, 1e-3, .5, 5., 2j
constants = None, True, False, ...
default = lambda: None
function = lambda a, /, b=1, *c, d, e=2, **f: a
star_only = lambda *, a: a
lists = [x for x in y if x if not z for z in x]
sets = {x async for x in y}
dicts = {k: v for k, v in items}
nested = ((yield), (yield a, b), (yield from c))
awaited = await a ** 2
