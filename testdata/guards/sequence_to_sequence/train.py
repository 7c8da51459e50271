# guards: several
import random

import torch
from torch import nn, optim
from torch.utils.data import DataLoader

from pairs import PAD, START, Pairs, collate


class Encoder(nn.Module):
    def __init__(self, words, width):
        super().__init__()
        self.embedding = nn.Embedding(words, width, padding_idx=PAD)
        self.gru = nn.GRU(width, width, batch_first=True)

    def forward(self, tokens):
        return self.gru(self.embedding(tokens))


class Decoder(nn.Module):
    def __init__(self, words, width):
        super().__init__()
        self.embedding = nn.Embedding(words, width, padding_idx=PAD)
        self.gru = nn.GRU(width, width, batch_first=True)
        self.out = nn.Linear(width, words)

    def forward(self, token, hidden):
        output, hidden = self.gru(torch.relu(self.embedding(token)), hidden)
        return self.out(output), hidden


def train_batch(source, target, encoder, decoder, optimizers, criterion, forcing=0.5):
    for optimizer in optimizers:
        optimizer.zero_grad()
    _, hidden = encoder(source)
    token = torch.full((source.size(0), 1), START, device=source.device)
    loss = 0
    for position in range(target.size(1)):
        scores, hidden = decoder(token, hidden)
        loss += criterion(scores.squeeze(1), target[:, position])
        if random.random() < forcing:
            token = target[:, position].unsqueeze(1)
        else:
            token = scores.argmax(dim=-1).detach()
    loss.backward()
    nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
    nn.utils.clip_grad_norm_(decoder.parameters(), 1.0)
    for optimizer in optimizers:
        optimizer.step()
    return loss.item() / target.size(1)


def main():
    random.seed(0)
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pairs = Pairs("eng-fra.txt")
    loader = DataLoader(pairs, batch_size=64, shuffle=True, collate_fn=collate)
    encoder = Encoder(pairs.source_words, 256).to(device)
    decoder = Decoder(pairs.target_words, 256).to(device)
    optimizers = [
        optim.Adam(encoder.parameters(), lr=1e-3),
        optim.Adam(decoder.parameters(), lr=1e-3),
    ]
    criterion = nn.CrossEntropyLoss(ignore_index=PAD)
    for epoch in range(20):
        encoder.train()
        decoder.train()
        total = 0.0
        for source, target in loader:
            total += train_batch(
                source.to(device), target.to(device), encoder, decoder, optimizers, criterion
            )
        print(epoch, total / len(loader))


if __name__ == "__main__":
    main()
