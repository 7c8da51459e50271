type A = int
type B[T, *Ts, **P] = dict[T, P]
type C[T: int = bool, *Ts = *tuple[int], **P = [int]] = T


def f[T: (int, str)](a: T) -> T: ...


class D[T, *Ts](E[T]): ...
