@a
@b.c(1)
def f(a, b: int = 1, /, c=2, *args: d, e, g=3, **kwargs: h) -> i:
    return


@(lambda f: f)
async def g(*, a, **b):
    async with c as d, e:
        pass
    async for f in g:
        await f
    return [x async for x in y]


async def h(*args: *a): yield


@decorator  # with a comment
class A(B, metaclass=C, **d):
    """Text."""

    x: int

    def method(self): ...


class D: pass
class E(): pass
