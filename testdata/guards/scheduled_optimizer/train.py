# guards: wrapper
import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset

from optim import ScheduledOptimizer


class Tagger(nn.Module):
    def __init__(self, words, tags, width=128):
        super().__init__()
        self.embedding = nn.Embedding(words, width, padding_idx=0)
        layer = nn.TransformerEncoderLayer(width, nhead=4, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, num_layers=2)
        self.head = nn.Linear(width, tags)

    def forward(self, tokens):
        return self.head(self.encoder(self.embedding(tokens), src_key_padding_mask=tokens == 0))


def train_epoch(model, loader, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for tokens, tags in loader:
        tokens, tags = tokens.to(device), tags.to(device)
        optimizer.zero_grad()
        scores = model(tokens)
        loss = F.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=0)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step_and_update_lr()
        total += loss.item()
        count += 1
    return total / count


@torch.no_grad()
def evaluate(model, loader, device):
    model.eval()
    right, count = 0, 0
    for tokens, tags in loader:
        tokens, tags = tokens.to(device), tags.to(device)
        mask = tags != 0
        right += (model(tokens).argmax(dim=-1) == tags)[mask].sum().item()
        count += mask.sum().item()
    return right / count


def main():
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokens, tags = torch.load("tagged.pt", weights_only=True)
    train_set = TensorDataset(tokens[1000:], tags[1000:])
    val_set = TensorDataset(tokens[:1000], tags[:1000])
    model = Tagger(10_000, 20).to(device)
    optimizer = ScheduledOptimizer(
        optim.Adam(model.parameters(), betas=(0.9, 0.98), eps=1e-9), 128, 4000
    )
    train_loader = DataLoader(train_set, batch_size=64, shuffle=True)
    val_loader = DataLoader(val_set, batch_size=256)
    for epoch in range(20):
        print(epoch, train_epoch(model, train_loader, optimizer, device))
        print(evaluate(model, val_loader, device))


if __name__ == "__main__":
    main()
