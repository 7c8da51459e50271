import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Encoder(nn.Module):
    def __init__(self, vocabulary, width=128, classes=8):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        layer = nn.TransformerEncoderLayer(width, 4, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2)
        self.head = nn.Linear(width, classes)

    def forward(self, tokens):
        return self.head(self.encoder(self.embedding(tokens)).mean(dim=1))


def train_epoch(model, loader, criterion, optimizer, scaler, scheduler, device):
    model.train()
    losses = 0.0
    for tokens, labels in loader:
        tokens, labels = tokens.to(device), labels.to(device)
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast(device_type="cuda", dtype=torch.float16):
            scores = model(tokens)
            loss = criterion(scores, labels)
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        scaler.step(optimizer)
        scaler.update()
        scheduler.step()
        losses += loss.item()
    return losses / len(loader)


def validate(model, loader, criterion, device):
    model.eval()
    losses = 0.0
    with torch.no_grad(), torch.autocast(device_type="cuda", dtype=torch.float16):
        for tokens, labels in loader:
            losses += criterion(model(tokens.to(device)), labels.to(device)).item()
    return losses / len(loader)


def main():
    torch.manual_seed(3)
    device = torch.device("cuda")
    train_loader = DataLoader(
        TensorDataset(*torch.load("train.pt", weights_only=True)), batch_size=64, shuffle=True
    )
    val_loader = DataLoader(
        TensorDataset(*torch.load("val.pt", weights_only=True)), batch_size=256
    )
    model = Encoder(30_000).to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
    epochs = 5
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=3e-4, total_steps=epochs * len(train_loader)
    )
    scaler = torch.amp.GradScaler("cuda")
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        loss = train_epoch(model, train_loader, criterion, optimizer, scaler, scheduler, device)
        print(epoch, loss, validate(model, val_loader, criterion, device))


if __name__ == "__main__":
    main()
