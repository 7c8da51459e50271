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

def gumbel(x: Tensor, tau: float, hard: bool, dim: int) -> Tensor:
  y = torch.softmax((x - torch.log(torch.exponential_(torch.empty_like(x)))) / tau, dim)
  if hard:
    best = torch.argmax(y, dim, True)
    h = torch.scatter(torch.zeros_like(y), dim, best, 1.)
    y = h - y.detach() + y
  return y

def classes(x: Tensor) -> int:
  return 0 if x.dim() == 0 or x.dim() == 1 or x.dim() == 3 else 1

def spread(query: Tensor, x: Tensor) -> Tensor:
  if x.size(-3) != 0 and query.size(-3) % x.size(-3) != 0:
    ops.prim.RaiseException("Number of heads in key and value must divide the number of heads in query", "builtins.RuntimeError")
  return torch.repeat_interleave(x, query.size(-3) // x.size(-3), -3)

def across(x: Tensor, size: int, alpha: float, beta: float, k: float) -> Tensor:
  if x.dim() < 3:
    ops.prim.RaiseException("Expected 3D or higher dimensionality input", "builtins.ValueError")
  y = torch.unsqueeze(torch.flatten(x * x, 2), 1)
  y = torch.constant_pad_nd(y, [0, 0, size // 2, (size - 1) // 2])
  y = torch.reshape(torch.squeeze(torch.avg_pool2d(y, [size, 1], [1, 1]), 1), x.size())
  return x / torch.pow(y * alpha + k, beta)

def root(x: Tensor, count: int, power: float) -> Tensor:
  return torch.pow(torch.sign(x) * torch.relu(torch.abs(x)) * count, 1. / power)

def reduced(x: Tensor, reduction: int) -> Tensor:
  if reduction == 1:
    return torch.mean(x)
  if reduction == 2:
    return torch.sum(x)
  return x

def gaussian(x: Tensor, target: Tensor, var: Tensor, full: bool, eps: float, reduction: int) -> Tensor:
  if var.size() != x.size() and var.dim() == x.dim() - 1:
    var = torch.unsqueeze(var, -1)
  v = torch.clamp_min(var, eps).detach() + (var - var.detach())
  y = (torch.log(v) + torch.pow(x - target, 2) / v) * 0.5
  if full:
    y = y + 0.9189385332046727
  return __torch__.reduced(y, reduction)

def both(r: Tuple[Tensor, Tensor]) -> Tuple[Tensor, Tensor]:
  return (torch.squeeze(r[0], 0), torch.squeeze(r[1], 0))

def alone2(r: Tuple[Tensor, Tensor], dim: int) -> Tuple[Tensor, Tensor]:
  return (torch.squeeze(r[0], dim), torch.squeeze(r[1], 1))

def alone3(r: Tuple[Tensor, Tensor, Tensor], dim: int) -> Tuple[Tensor, Tensor, Tensor]:
  return (torch.squeeze(r[0], dim), torch.squeeze(r[1], 1), torch.squeeze(r[2], 1))

def ends(r: Tuple[Tensor, Tensor, Tensor]) -> Tuple[Tensor, Tensor]:
  return (r[0], r[2])

def grouped(x: Tensor, groups: int) -> Tensor:
  if x.numel() == groups:
    ops.prim.RaiseException("Expected more than 1 value per channel when training", "builtins.ValueError")
  return x
