from .bernoulli import Bernoulli
from .categorical import Categorical
from .independent import Independent
from .kl import kl_divergence
from .normal import Normal
from .uniform import Uniform
