from ..linear import Bilinear, Identity, LazyLinear, Linear, NonDynamicallyQuantizableLinear
