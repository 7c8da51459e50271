from . import parametrizations, parametrize, rnn
from .convert import parameters_to_vector, skip_init, vector_to_parameters
from .spectral_norm import remove_spectral_norm, spectral_norm
from .weight_norm import remove_weight_norm, weight_norm
