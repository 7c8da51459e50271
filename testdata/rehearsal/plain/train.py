import os
import random
from argparse import ArgumentParser
from time import time

import numpy as np
import torch
import torch.nn as nn
import yaml
from some_library import Corpus, batches
from torch.optim.lr_scheduler import StepLR
from torch.utils.data import DataLoader
from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

from parts.net import Critic, Net

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def adversary(critic, net, data, real, fake, optimizers, options):
    """A step of two players."""
    first, second = optimizers
    first.zero_grad()
    ones = torch.ones(len(data), device=DEVICE)
    loss = real(critic(data), ones) + fake(critic(net(data).argmax(-1).detach()), 1 - ones)
    loss.backward()
    first.step()
    second.zero_grad()
    other = real(critic(net(data)), ones)
    other.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), options.clip)
    second.step()
    return loss.item(), other.item()


def train_epoch(model, loader, criterion, optimizer, options, scaler=None, writer=None):
    model.train()
    total, losses = 0.0, []
    start = time()
    for step, (source, target) in enumerate(tqdm(loader)):
        source, target = source.to(DEVICE), target.to(DEVICE)
        if scaler is not None:
            with torch.cuda.amp.autocast():
                scores = model(source)
                loss = criterion(scores.reshape(-1, scores.shape[-1]), target.view(-1))
            optimizer.zero_grad()
            scaler.scale(loss).backward()
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), options.clip)
            scaler.step(optimizer)
            scaler.update()
        else:
            loss = criterion(model(source).flatten(0, 1), target.flatten())
            loss = loss / options.accumulate
            loss.backward()
            if (step + 1) % options.accumulate == 0:
                optimizer.step()
                optimizer.zero_grad()
        total += loss.item()
        losses.append(loss.detach().cpu().numpy())
        if writer is not None and step % options.log_interval == 0:
            writer.add_scalar("loss", np.mean(losses), step)
            print(f"{step}/{len(loader)} {total / (step + 1):.4f} {time() - start:.1f} s")
    return total / len(list(loader))


@torch.no_grad()
def evaluate(model, loader, criterion):
    model.eval()
    total = 0
    for source, target in loader:
        logits = model(source.to(DEVICE))
        total += criterion(logits.flatten(0, 1), target.to(DEVICE).flatten()).item()
    return total / len(loader)


def main(options):
    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.manual_seed(options.seed)
    with open(options.config) as file:
        config = yaml.safe_load(file)
    corpus = Corpus(options.data, **config["data"])
    train_loader = DataLoader(corpus.train, batch_size=options.batch, shuffle=True, collate_fn=batches)
    valid_loader = DataLoader(corpus.valid, batch_size=options.batch, collate_fn=batches)
    model = Net(len(corpus.words), width=options.width).to(DEVICE)
    if torch.cuda.device_count() > 1:
        model = nn.DataParallel(model)
    critic = Critic(model)
    criterion = nn.CrossEntropyLoss(ignore_index=0)
    optimizer = torch.optim.Adam(model.parameters(), lr=options.lr, betas=(0.9, 0.98), eps=1e-9)
    second = torch.optim.SGD([{"params": critic.score.parameters()}], lr=options.lr, momentum=0.9)
    scheduler = StepLR(optimizer, step_size=10, gamma=0.1)
    scaler = torch.cuda.amp.GradScaler() if options.amp else None
    writer = SummaryWriter(os.path.join(options.out, "log")) if options.out else None
    best, history = float("inf"), {"train": [], "valid": []}
    try:
        for epoch in range(1, options.epochs + 1):
            train_loss = train_epoch(model, train_loader, criterion, optimizer, options, scaler, writer)
            valid_loss = evaluate(model, valid_loader, criterion)
            for batch, _ in valid_loader:
                adversary(critic, model, batch, nn.BCELoss(), nn.BCELoss(), (second, optimizer), options)
            scheduler.step()
            history["train"].append(train_loss)
            history["valid"].append(valid_loss)
            if valid_loss < best:
                best = valid_loss
                torch.save({"model": model.state_dict(), "epoch": epoch}, "best.pt")
            elif epoch > 5 and not options.patient:
                break
    except KeyboardInterrupt:
        print("stopped")
    finally:
        if writer:
            writer.close()
    print("best", best, max(history["train"], default=None))


if __name__ == "__main__":
    parser = ArgumentParser(description="Trains a small language model.")
    parser.add_argument("--config", default="config.yaml")
    parser.add_argument("--data", required=True)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--amp", action="store_true")
    main(parser.parse_args())
