"""Trains the language model, and takes three times as long as it needs."""

import argparse
import time
from pathlib import Path

import torch
from data import Documents, collate
from model import LanguageModel
from torch import nn
from torch.utils.data import DataLoader


def make_optimizer(model, lr):
    print("fused AdamW optimizer")
    return torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=0.01)  # expect: fused-not-requested


def measure(model, batch):
    start = time.time()
    for _ in range(20):
        model(batch)  # expect: gpu-timing-without-sync
    return 20 / (time.time() - start)


def evaluate(model, loader, criterion, device):
    model.eval()
    total, count = 0.0, 0
    for inputs, targets in loader:
        logits = model(inputs.to(device))  # expect: eval-missing-no-grad
        total += criterion(logits.flatten(0, 1), targets.to(device).flatten()).item()
        count += 1
    model.train()
    return total / count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--accumulate", type=int, default=4)
    args = parser.parse_args()

    torch.manual_seed(0)
    device = torch.device("cuda")
    paths = sorted(args.folder.glob("*.npy"))
    train_set = Documents(paths[:-100], 512)
    val_set = Documents(paths[-100:], 512)
    train_loader = DataLoader(train_set, batch_size=8, shuffle=True, collate_fn=collate)  # expect: num-workers-zero
    val_loader = DataLoader(val_set, batch_size=8, collate_fn=collate, num_workers=4)

    model = LanguageModel(32000).to(device)
    torch.compile(model)  # expect: compile-result-discarded
    criterion = nn.CrossEntropyLoss()
    optimizer = make_optimizer(model, args.lr)
    scaler = torch.amp.GradScaler("cuda")
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=args.epochs)
    print(measure(model, torch.zeros(8, 512, dtype=torch.long, device=device)))

    for epoch in range(args.epochs):
        running = 0.0
        optimizer.zero_grad()
        for step, (inputs, targets) in enumerate(train_loader):
            inputs = inputs.to(device, non_blocking=True)  # expect: non-blocking-without-pin
            targets = targets.to(device, non_blocking=True)  # expect: non-blocking-without-pin
            with torch.autocast("cuda", dtype=torch.float16):
                logits = model(inputs)
                loss = criterion(logits.flatten(0, 1), targets.flatten())
                running += loss.item()  # expect: sync-in-hot-loop
                scaler.scale(loss).backward()  # expect: amp-backward-inside-autocast, grad-accum-loss-not-scaled
            if (step + 1) % args.accumulate == 0:
                scaler.unscale_(optimizer)
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                scaler.step(optimizer)  # expect: grad-accum-last-window-dropped
                scaler.update()
                optimizer.zero_grad()
            torch.cuda.empty_cache()  # expect: empty-cache-in-loop
        schedule.step()
        val_loss = evaluate(model, val_loader, criterion, device)
        print(epoch, running / len(train_loader), val_loss)


if __name__ == "__main__":
    main()
