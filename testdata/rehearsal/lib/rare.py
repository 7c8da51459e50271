"""What many a program holds, and the others of this project do not."""

import jax
import tensorflow as tf
from tensorflow import keras

from .models import *
from .utils import logger

try:
    import timm
except ImportError:
    timm = None
try:
    from apex import amp
except ImportError:
    from torch.cuda import amp

COUNT, BEST = 0, 0.0


def count(*names):
    global COUNT, BEST
    first, *rest = names
    for name in [first, *rest]:
        COUNT += len(name)
    del rest
    return COUNT, BEST


def backbone(name, width):
    layer = nn.Linear(width, width)
    model = timm.create_model(name, pretrained=True, num_classes=10) if timm else layer
    layer = nn.BatchNorm1d(width)
    return nn.Sequential(model, layer, nn.Softmax(dim=1))


def keras_model(width):
    inputs = keras.Input(shape=(width,))
    hidden = keras.layers.Dense(width, activation="relu")(inputs)
    outputs = keras.layers.Dense(10)(hidden)
    model = keras.Model(inputs, outputs)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss)
    return model


@jax.jit
def step(params, batch):
    key = jax.random.PRNGKey(0)
    return jax.grad(lambda p: (p * batch).sum())(params), key


if tf.config.list_physical_devices("GPU"):

    def where():
        return "gpu"

else:

    def where():
        return "cpu"


logger.info("on %s with %s", where(), amp)
