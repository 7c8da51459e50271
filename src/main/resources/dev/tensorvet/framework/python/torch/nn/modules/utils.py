from .._tuples import _pair, _quadruple, _single, _triple
