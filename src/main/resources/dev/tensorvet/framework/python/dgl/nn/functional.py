import torch


def edge_softmax(graph, logits, eids=None, norm_by="dst"):
    return torch.softmax(logits, dim=0)
