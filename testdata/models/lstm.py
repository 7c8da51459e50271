"""A classifier of sentences, with a bidirectional LSTM: 3,648,514 parameters."""

import torch
import torch.nn as nn


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, embed_dim=128, hidden_dim=256, num_layers=2, num_classes=2):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_dim, padding_idx=0)
        self.lstm = nn.LSTM(embed_dim, hidden_dim, num_layers, batch_first=True,
                            bidirectional=True, dropout=0.3)
        self.dropout = nn.Dropout(0.5)
        self.fc = nn.Linear(hidden_dim * 2, num_classes)

    def forward(self, tokens):
        embedded = self.dropout(self.embedding(tokens))
        output, (hidden, cell) = self.lstm(embedded)
        last = torch.cat([hidden[-2], hidden[-1]], dim=1)
        return self.fc(self.dropout(last))


def main():
    model = LSTMClassifier(vocab_size=10000)
    tokens = torch.randint(0, 10000, (4, 50))
    print(model(tokens).shape, sum(p.numel() for p in model.parameters()))


if __name__ == "__main__":
    main()
