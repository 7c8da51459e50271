"""Trains the network by a teacher, until the memory of the card is full."""

import copy

import torch
import torch.nn.functional as F
from model import Marker
from torch import nn


def update_average(average, model, decay=0.99):
    for mean, value in zip(average.parameters(), model.parameters()):
        mean.lerp_(value, 1 - decay)  # expect: ema-update-tracks-grad


def evaluate(model, loader, device):
    model.eval()
    outputs = []
    for images, masks in loader:
        outputs.append(model(images.to(device)))  # expect: eval-missing-no-grad, loss-accumulated-with-graph
    model.train()
    return torch.cat(outputs).argmax(1)


def collect(model, loader, device):
    features = torch.empty(0, 64, device=device)
    with torch.no_grad():
        for images, _ in loader:
            pooled = model.first(images.to(device)).mean((2, 3))  # expect: eval-missing-eval-mode
            features = torch.cat([features, pooled])  # expect: cat-in-loop
    return features


def train(train_loader, val_loader, epochs, device):
    torch.manual_seed(0)
    model = Marker(5).to(device)
    teacher = Marker(5).to(device)
    teacher.load_state_dict(torch.load("teacher.pt", map_location=device))
    teacher.eval()
    average = copy.deepcopy(model)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)

    for epoch in range(epochs):
        total = 0
        for images, masks in train_loader:
            images, masks = images.to(device), masks.to(device)
            optimizer.zero_grad()
            logits = model(images)
            wanted = teacher(images)  # expect: teacher-forward-tracks-grad
            loss = criterion(logits, masks) + F.mse_loss(logits, wanted)
            loss.backward(retain_graph=True)  # expect: retain-graph-true-needless
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            update_average(average, model)
            total += loss  # expect: loss-accumulated-with-graph
            snapshot = copy.deepcopy(model)  # expect: deepcopy-model-per-iteration
        torch.save(snapshot.state_dict(), "last.pt")
        marks = evaluate(model, val_loader, device)
        print(epoch, total / len(train_loader), marks.float().mean())
    return collect(model, val_loader, device)
