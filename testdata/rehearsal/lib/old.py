# For Python 2: what does not parse is told, and the rest is checked.
import torch


def report(loss):
    print "loss", loss
