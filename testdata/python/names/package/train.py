import models
from models import Model
from models.net import Base
from somewhere import Mixin


class Wrapped(Mixin, Model):
    pass


def main():
    net: Base = models.Model()
    return lambda x: net(x)
