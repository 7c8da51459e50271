import math

import torch
from torch.nn import Module, Parameter

from . import init
from .utils.rnn import PackedSequence


class RNNBase(Module):
    def __init__(self, mode, input_size: int, hidden_size: int, num_layers=1, bias=True,
                 batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device=None,
                 dtype=None):
        super().__init__()
        if dropout < 0 or dropout > 1:
            raise ValueError("dropout should be a number in range [0, 1] representing the "
                             "probability of an element being zeroed")
        if not isinstance(hidden_size, int):
            raise TypeError(f"hidden_size should be of type int, got: {type(hidden_size).__name__}")
        if hidden_size <= 0:
            raise ValueError("hidden_size must be greater than zero")
        if num_layers <= 0:
            raise ValueError("num_layers must be greater than zero")
        if proj_size < 0 or proj_size >= hidden_size:
            raise ValueError("proj_size has to be smaller than hidden_size")
        self.mode = mode
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout)
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        gates = {"LSTM": 4, "GRU": 3}.get(mode, 1) * hidden_size
        directions = 2 if bidirectional else 1
        output_size = proj_size if proj_size > 0 else hidden_size
        self._all_weights = []
        for layer in range(num_layers):
            layer_input = input_size if layer == 0 else output_size * directions
            for direction in range(directions):
                end = f"_l{layer}_reverse" if direction == 1 else f"_l{layer}"
                sizes = {"weight_ih": (gates, layer_input), "weight_hh": (gates, output_size)}
                if bias:
                    sizes["bias_ih"] = (gates,)
                    sizes["bias_hh"] = (gates,)
                if proj_size > 0:
                    sizes["weight_hr"] = (proj_size, hidden_size)
                for name, size in sizes.items():
                    parameter = Parameter(torch.empty(size, device=device, dtype=dtype))
                    self.register_parameter(name + end, parameter)
                self._all_weights.append([name + end for name in sizes])
        self.reset_parameters()

    def reset_parameters(self):
        bound = 1.0 / math.sqrt(self.hidden_size)
        for weight in self.parameters():
            init.uniform_(weight, -bound, bound)

    def flatten_parameters(self):
        pass

    @property
    def all_weights(self):
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    @property
    def _flat_weights(self):
        return [getattr(self, name) for names in self._all_weights for name in names]

    def _state_sizes(self):
        """The last dimension of each state."""
        return [self.hidden_size]

    def _run(self, input, states):
        """The output and the states after it, from an input that may be packed or unbatched."""
        if isinstance(input, PackedSequence):
            return self._run_packed(input, states)
        if input.dim() not in (2, 3):
            raise ValueError(f"{self.mode}: Expected input to be 2D or 3D, "
                             f"got {input.dim()}D instead")
        if input.dim() == 2:
            batch = 0 if self.batch_first else 1
            if states is not None:
                self._check_state_rank(states, 2, "For unbatched 2-D input")
                states = [state.unsqueeze(1) for state in states]
            output, states = self._run_batch(input.unsqueeze(batch), states)
            return output.squeeze(batch), [state.squeeze(1) for state in states]
        if states is not None:
            self._check_state_rank(states, 3, "For batched 3-D input")
        return self._run_batch(input, states)

    def _check_state_rank(self, states, rank, subject):
        for state in states:
            if state.dim() != rank:
                raise RuntimeError(f"{subject}, hx should also be {rank}-D but got "
                                   f"{state.dim()}-D tensor")

    def _run_batch(self, input, states):
        if input.size(-1) != self.input_size:
            raise RuntimeError(f"input.size(-1) must be equal to input_size. Expected "
                               f"{self.input_size}, got {input.size(-1)}")
        states = self._states(input, states, input.size(0 if self.batch_first else 1))
        result = self._function()(
            input, states if self.mode == "LSTM" else states[0], self._flat_weights, self.bias,
            self.num_layers, self.dropout, self.training, self.bidirectional, self.batch_first)
        return result[0], list(result[1:])

    def _run_packed(self, input, states):
        if states is not None:
            states = [self._permuted(state, input.sorted_indices) for state in states]
        states = self._states(input.data, states, input._batch_size())
        result = self._function()(
            input.data, states if self.mode == "LSTM" else states[0], self._flat_weights,
            self.bias, self.num_layers, self.dropout, self.training, self.bidirectional,
            batch_sizes=input.batch_sizes)
        states = [self._permuted(state, input.unsorted_indices) for state in result[1:]]
        return input._with(result[0]), states

    def _permuted(self, state, indices):
        return state if indices is None else state.index_select(1, indices)

    def _function(self):
        if self.mode == "LSTM":
            return torch.lstm
        if self.mode == "GRU":
            return torch.gru
        return torch.rnn_tanh if self.mode == "RNN_TANH" else torch.rnn_relu

    def _states(self, input, states, batch):
        count = self.num_layers * (2 if self.bidirectional else 1)
        sizes = [(count, batch, size) for size in self._state_sizes()]
        if states is None:
            return [torch.zeros(size, dtype=input.dtype, device=input.device) for size in sizes]
        for index, (state, size) in enumerate(zip(states, sizes)):
            layers, samples, width = state.size()
            if layers != size[0] or samples != size[1] or width != size[2]:
                name = f"hidden[{index}]" if self.mode == "LSTM" else "hidden"
                raise RuntimeError(f"Expected {name} size {size}, got {list(state.size())}")
        return states


class RNN(RNNBase):
    def __init__(self, input_size: int, hidden_size: int, num_layers=1, nonlinearity="tanh",
                 bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None,
                 dtype=None):
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'. "
                             "Select from 'tanh' or 'relu'.")
        super().__init__("RNN_TANH" if nonlinearity == "tanh" else "RNN_RELU", input_size,
                         hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0,
                         device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        output, states = self._run(input, None if hx is None else [hx])
        return output, states[0]


class GRU(RNNBase):
    def __init__(self, input_size: int, hidden_size: int, num_layers=1, bias=True,
                 batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None):
        super().__init__("GRU", input_size, hidden_size, num_layers, bias, batch_first, dropout,
                         bidirectional, 0, device, dtype)

    def forward(self, input, hx=None):
        output, states = self._run(input, None if hx is None else [hx])
        return output, states[0]


class LSTM(RNNBase):
    def __init__(self, input_size: int, hidden_size: int, num_layers=1, bias=True,
                 batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device=None,
                 dtype=None):
        super().__init__("LSTM", input_size, hidden_size, num_layers, bias, batch_first, dropout,
                         bidirectional, proj_size, device, dtype)

    def _state_sizes(self):
        return [self.proj_size if self.proj_size > 0 else self.hidden_size, self.hidden_size]

    def forward(self, input, hx=None):
        if hx is not None:
            h_0, c_0 = hx
            hx = [h_0, c_0]
        output, states = self._run(input, hx)
        return output, (states[0], states[1])


class RNNCellBase(Module):
    def __init__(self, input_size: int, hidden_size: int, bias, num_chunks, device=None,
                 dtype=None):
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        gates = num_chunks * hidden_size
        self.weight_ih = Parameter(torch.empty((gates, input_size), device=device, dtype=dtype))
        self.weight_hh = Parameter(torch.empty((gates, hidden_size), device=device, dtype=dtype))
        if bias:
            self.bias_ih = Parameter(torch.empty((gates,), device=device, dtype=dtype))
            self.bias_hh = Parameter(torch.empty((gates,), device=device, dtype=dtype))
        else:
            self.register_parameter("bias_ih", None)
            self.register_parameter("bias_hh", None)
        self.reset_parameters()

    def reset_parameters(self):
        bound = 1.0 / math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for weight in self.parameters():
            init.uniform_(weight, -bound, bound)

    def _check(self, input, states):
        name = self.__class__.__name__
        if input.dim() not in (1, 2):
            raise ValueError(f"{name}: Expected input to be 1D or 2D, got {input.dim()}D instead")
        for state in states:
            if state.dim() not in (1, 2):
                raise ValueError(f"{name}: Expected hidden to be 1D or 2D, "
                                 f"got {state.dim()}D instead")

    def _zeros(self, input):
        return torch.zeros(input.size(0), self.hidden_size, dtype=input.dtype,
                           device=input.device)


class RNNCell(RNNCellBase):
    def __init__(self, input_size: int, hidden_size: int, bias=True, nonlinearity="tanh",
                 device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        self._check(input, [] if hx is None else [hx])
        if input.dim() == 1:
            hx = hx if hx is None else hx.unsqueeze(0)
            return self._step(input.unsqueeze(0), hx).squeeze(0)
        return self._step(input, hx)

    def _step(self, input, hx):
        if hx is None:
            hx = self._zeros(input)
        if self.nonlinearity == "tanh":
            return torch.rnn_tanh_cell(
                input, hx, self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
        if self.nonlinearity == "relu":
            return torch.rnn_relu_cell(
                input, hx, self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
        raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")


class GRUCell(RNNCellBase):
    def __init__(self, input_size: int, hidden_size: int, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input, hx=None):
        self._check(input, [] if hx is None else [hx])
        if input.dim() == 1:
            hx = hx if hx is None else hx.unsqueeze(0)
            return self._step(input.unsqueeze(0), hx).squeeze(0)
        return self._step(input, hx)

    def _step(self, input, hx):
        if hx is None:
            hx = self._zeros(input)
        return torch.gru_cell(
            input, hx, self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)


class LSTMCell(RNNCellBase):
    def __init__(self, input_size: int, hidden_size: int, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input, hx=None):
        if hx is not None:
            h_0, c_0 = hx
            hx = (h_0, c_0)
        self._check(input, [] if hx is None else list(hx))
        if input.dim() == 1:
            hx = hx if hx is None else (hx[0].unsqueeze(0), hx[1].unsqueeze(0))
            hidden, cell = self._step(input.unsqueeze(0), hx)
            return hidden.squeeze(0), cell.squeeze(0)
        return self._step(input, hx)

    def _step(self, input, hx):
        if hx is None:
            hx = (self._zeros(input), self._zeros(input))
        hidden, cell = torch.lstm_cell(
            input, hx, self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
        return hidden, cell
