import torch
import torch.nn as nn
import torch.nn.functional as F



class GPT(nn.Module):
    def __init__(self, vocab=1000, block=128, dim=192):
        super().__init__()
        self.tok = nn.Embedding(vocab, dim)
        self.pos = nn.Embedding(block, dim // 2)  # repaired: self.pos = nn.Embedding(block, dim)
        self.head = nn.Linear(dim, vocab, bias=False)

    def forward(self, idx):
        b, t = idx.size()
        pos = torch.arange(t, device=idx.device)
        x = self.tok(idx) + self.pos(pos)  # found
        return self.head(x)
