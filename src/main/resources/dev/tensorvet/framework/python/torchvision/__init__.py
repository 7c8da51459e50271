from . import models, ops
