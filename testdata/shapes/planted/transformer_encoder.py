import torch
import torch.nn as nn
import torch.nn.functional as F



class TextEncoder(nn.Module):
    def __init__(self, vocab=30000, dim=512):
        super().__init__()
        self.embed = nn.Embedding(vocab, 300)  # repaired: self.embed = nn.Embedding(vocab, dim)
        layer = nn.TransformerEncoderLayer(dim, 8, 2048, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2)
        self.head = nn.Linear(dim, 2)

    def forward(self, tokens):
        x = self.encoder(self.embed(tokens))  # found
        return self.head(x.mean(1))
