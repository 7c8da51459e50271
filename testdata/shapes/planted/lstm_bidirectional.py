import torch
import torch.nn as nn
import torch.nn.functional as F



class Tagger(nn.Module):
    def __init__(self, vocab=5000, dim=100, hidden=128, tags=17):
        super().__init__()
        self.embedding = nn.Embedding(vocab, dim)
        self.lstm = nn.LSTM(dim, hidden, num_layers=2, batch_first=True, bidirectional=True)
        self.out = nn.Linear(hidden, tags)  # repaired: self.out = nn.Linear(hidden * 2, tags)

    def forward(self, tokens):
        states, _ = self.lstm(self.embedding(tokens))
        return self.out(states)  # found
