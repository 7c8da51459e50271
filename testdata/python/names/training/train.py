import torch
from torch import optim

try:
    from apex import amp
except ImportError:
    amp = None

try:
    from torch.amp import GradScaler
except ImportError:
    from torch.cuda.amp import GradScaler

step = 0


def train(model, loader, epochs=1):
    global step
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    best = None

    def closure():
        nonlocal best
        best = step
        return best

    for epoch in range(epochs):
        for i, (x, *rest) in enumerate(loader):
            if (loss := model(x)) is not None:
                loss.backward()
            step += 1
        with torch.no_grad() as context:
            total = sum(loss.item() for loss in [loss])
    try:
        optimizer.step(closure)
    except RuntimeError as error:
        del error
    return best


def pick[T](kinds: list[T]) -> T:
    match kinds:
        case [first, *_]:
            return first
        case {"kind": kind, **others}:
            return kind
