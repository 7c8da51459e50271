# guards: several, evaluation
import copy

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset


def network(inputs):
    return nn.Sequential(
        nn.Linear(inputs, 64), nn.BatchNorm1d(64), nn.ReLU(), nn.Dropout(0.3), nn.Linear(64, 1)
    )


def fit(model, train_loader, val_x, val_y, epochs=30, patience=5):
    criterion = nn.BCEWithLogitsLoss()
    optimizer = optim.AdamW(model.parameters(), lr=1e-3)
    scheduler = optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", patience=2)
    best, best_state, waited = 0.0, None, 0
    for epoch in range(epochs):
        model.train()
        for x, y in train_loader:
            optimizer.zero_grad()
            loss = criterion(model(x).squeeze(1), y)
            loss.backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            score = roc_auc_score(val_y.numpy(), torch.sigmoid(model(val_x).squeeze(1)).numpy())
        scheduler.step(score)
        if score > best:
            best, best_state, waited = score, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                break
    model.load_state_dict(best_state)
    return best


def main():
    np.random.seed(0)
    torch.manual_seed(0)
    table = np.load("table.npz")
    x, y = table["x"], table["y"]
    scores = []
    for train, val in StratifiedKFold(5, shuffle=True, random_state=0).split(x, y):
        mean, std = x[train].mean(axis=0), x[train].std(axis=0) + 1e-6
        train_x = torch.tensor((x[train] - mean) / std, dtype=torch.float32)
        val_x = torch.tensor((x[val] - mean) / std, dtype=torch.float32)
        train_y = torch.tensor(y[train], dtype=torch.float32)
        val_y = torch.tensor(y[val], dtype=torch.float32)
        model = network(x.shape[1])
        loader = DataLoader(TensorDataset(train_x, train_y), batch_size=128, shuffle=True, drop_last=True)
        scores.append(fit(model, loader, val_x, val_y))
    print(np.mean(scores), np.std(scores))


if __name__ == "__main__":
    main()
