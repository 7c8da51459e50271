from .net import Net as Model
from . import blocks

__all__ = ["Model", "blocks"]
