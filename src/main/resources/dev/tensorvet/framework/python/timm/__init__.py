from . import layers, models
from .models import create_model
