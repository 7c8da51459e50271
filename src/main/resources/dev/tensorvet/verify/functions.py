def share(x: float) -> float:
  return float(torch.erf(torch.tensor(x / 1.4142135623730951, dtype=7)))

def plain(x: Tensor) -> Tensor:
  y = x.detach()
  if torch.is_complex(y):
    y = torch.view_as_real(torch.resolve_conj(y))
  return torch.cpu(torch.to(y, 7))

def describe(x: Tensor) -> Tensor:
  y = __torch__.plain(x)
  facts = [float(x.dtype), 0., 0., 0., 0., 0.]
  if x.requires_grad:
    facts[1] = 1.
  if y.numel() > 0:
    facts[2] = float(torch.sum(torch.isnan(y)))
    facts[3] = float(torch.sum(torch.isinf(y)))
    facts[4] = float(torch.min(y))
    facts[5] = float(torch.max(y))
  for size in x.size():
    facts.append(float(size))
  return torch.tensor(facts, dtype=7)

def slope(g: Optional[Tensor]) -> Tensor:
  facts = [1., 0., 0., 0.]
  if g is not None:
    y = __torch__.plain(g)
    facts[0] = 0.
    if y.numel() > 0:
      facts[1] = float(torch.norm(y))
      facts[2] = float(torch.sum(torch.isnan(y)))
      facts[3] = float(torch.max(torch.abs(y)))
  return torch.tensor(facts, dtype=7)

def several(x: Tensor, skipped: int, training: bool) -> Tensor:
  if training:
    n = 1
    for i in range(x.dim()):
      if i > 1 or (skipped == 1 and i == 0):
        n = n * x.size(i)
    if n == 1:
      ops.prim.RaiseException("Expected more than 1 value per channel when training", "builtins.ValueError")
  return x

def grouped(x: Tensor, groups: int) -> Tensor:
  if x.numel() == groups:
    ops.prim.RaiseException("Expected more than 1 value per channel when training", "builtins.ValueError")
  return x
