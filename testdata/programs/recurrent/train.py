import math

import torch
from torch import nn


class LanguageModel(nn.Module):
    def __init__(self, vocabulary, size=200, dropout=0.5):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.encoder = nn.Embedding(vocabulary, size)
        self.rnn = nn.LSTM(size, size, 2, dropout=dropout)
        self.decoder = nn.Linear(size, vocabulary)

    def forward(self, tokens, hidden):
        output, hidden = self.rnn(self.dropout(self.encoder(tokens)), hidden)
        return self.decoder(self.dropout(output)).flatten(0, 1), hidden


def repackage(hidden):
    return tuple(state.detach() for state in hidden)


def windows(data, length=35):
    for i in range(0, data.size(0) - 1, length):
        size = min(length, data.size(0) - 1 - i)
        yield data[i : i + size], data[i + 1 : i + 1 + size].flatten()


def train(model, data, criterion, optimizer, hidden):
    model.train()
    total_loss = 0.0
    for tokens, targets in windows(data):
        hidden = repackage(hidden)
        optimizer.zero_grad()
        output, hidden = model(tokens, hidden)
        loss = criterion(output, targets)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.25)
        optimizer.step()
        total_loss += loss.item()
    return total_loss


def evaluate(model, data, criterion, hidden):
    model.eval()
    total_loss = 0.0
    with torch.no_grad():
        for tokens, targets in windows(data):
            output, hidden = model(tokens, hidden)
            total_loss += tokens.size(0) * criterion(output, targets).item()
    return total_loss / (data.size(0) - 1)


def main(vocabulary=10_000, batch=20):
    torch.manual_seed(1111)
    train_data = torch.load("train.pt", weights_only=True)
    val_data = torch.load("val.pt", weights_only=True)
    model = LanguageModel(vocabulary)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=20.0)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.25, patience=0)
    for epoch in range(40):
        start = (torch.zeros(2, batch, 200), torch.zeros(2, batch, 200))
        train(model, train_data, criterion, optimizer, start)
        val_loss = evaluate(model, val_data, criterion, start)
        scheduler.step(val_loss)
        print(epoch, math.exp(val_loss))


if __name__ == "__main__":
    main()
