"""The first statement."""
import a, b.c as d
from . import e
from ...f.g import h as i, j
from k import (l, m,)
from n import *

x = y = z
x += 1; x //= 2
a.b: int
c: list[int] = []
(d): str = ""
del a, b[0], (c, d)
global e, f
assert a, "message"
raise
raise A from B
pass

if a: pass
elif b:
    c
elif d: e
else:
    f

while a:
    break
else:
    continue

for a, *b in c, d:
    pass
else:
    pass

try:
    a
except A:
    b
except (B, C) as error:
    c
except:
    d
else:
    e
finally:
    f

with a, b as c, d() as (e, f):
    pass
with (a as b, c):
    pass
with (a, b):
    pass
with (a):
    pass
with (yield):
    pass
nonlocal g
return a, *b
