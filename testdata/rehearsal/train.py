#!/usr/bin/env python
"""Trains a classifier, with the usual options."""
import argparse
import copy
import math
import sys

import torch
import torch.nn as nn
import torch.optim as optim
from torch.cuda.amp import GradScaler, autocast
from torch.nn.utils import clip_grad_norm_

from lib.models import Bare, NoForward, Plain, Tagger, build_model
from lib.utils import AverageMeter, Settings, accuracy, histories, loaders, save, seed_all, timed

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--data", type=str, default="./data")
parser.add_argument("--lr", type=float, default=0.1, metavar="LR")
parser.add_argument("--epochs", type=int, default=90)
parser.add_argument("--amp", action="store_true")
parser.add_argument("--accumulate", type=int, default=1)
parser.add_argument("--resume", default="", help="a checkpoint")


class Trainer:
    def __init__(self, model, settings, device="cuda"):
        self.model = model.to(device)
        self.settings = settings
        self.device = torch.device(device)
        self.criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
        self.optimizer = optim.AdamW(self.model.parameters(), lr=settings.lr)
        self.scheduler = optim.lr_scheduler.CosineAnnealingLR(self.optimizer, settings.epochs)
        self.scaler = GradScaler(enabled=False)
        self.best = 0.0
        self.history = histories()

    def step(self, inputs, targets):
        self.optimizer.zero_grad(set_to_none=True)
        with autocast():
            loss = self.criterion(self.model(inputs), targets)
        self.scaler.scale(loss).backward()
        self.scaler.unscale_(self.optimizer)
        clip_grad_norm_(self.model.parameters(), 1.0)
        self.scaler.step(self.optimizer)
        self.scaler.update()
        return loss.detach()

    def epoch(self, loader):
        self.model.train()
        losses = AverageMeter("loss")
        for i, (inputs, targets) in enumerate(loader):
            inputs = inputs.to(self.device, non_blocking=True)
            targets = targets.to(self.device)
            loss = self.step(inputs, targets)
            losses.update(loss.item(), inputs.size(0))
            if i % 10 == 0:
                print(f"{i:4d}/{len(loader)}  {losses}")
        self.scheduler.step()
        return losses.avg

    @torch.no_grad()
    def validate(self, loader):
        self.model.eval()
        total, correct = 0, 0
        for inputs, targets in loader:
            outputs = self.model(inputs.to(self.device))
            correct += (outputs.argmax(dim=1).cpu() == targets).sum().item()
            total += targets.size(0)
        return correct / max(total, 1)

    def fit(self, data):
        for epoch in range(self.settings.epochs):
            with timed("epoch"):
                loss = self.epoch(data["train"])
            score = self.validate(data["val"])
            self.history["score"].append(score)
            is_best = score > self.best
            self.best = max(score, self.best)
            save({"epoch": epoch, "loss": loss, "model": self.model.state_dict()}, is_best)


def train(model, loader, optimizer, criterion, args, scaler=None):
    model.train()
    total_loss = 0.0
    optimizer.zero_grad()
    for step, batch in enumerate(loader, start=1):
        inputs, targets = batch
        outputs = model(inputs)
        loss = criterion(outputs, targets) / args.accumulate
        if scaler is not None:
            scaler.scale(loss).backward()
        else:
            loss.backward()
        if step % args.accumulate == 0 or step == len(loader):
            if scaler:
                scaler.step(optimizer)
                scaler.update()
            else:
                clip_grad_norm_(model.parameters(), max_norm=5.0)
                optimizer.step()
            optimizer.zero_grad()
        total_loss += loss.item()
        if not math.isfinite(total_loss):
            print("loss is", total_loss)
            sys.exit(1)
    return total_loss / len(loader)


def language(corpus, length=35, size=20):
    model = Tagger(len(corpus), tie=False)
    criterion = nn.NLLLoss()
    state = model.zero_state(size)
    for i in range(0, len(corpus) - 1, length):
        model.zero_grad()
        state = tuple(part.detach() for part in state)
        out, state = model(corpus[i : i + length], state)
        loss = criterion(out.view(-1, out.size(-1)), corpus[i + 1 : i + 1 + length].view(-1))
        loss.backward()
        for p in model.parameters():
            p.data.add_(p.grad, alpha=-20)


def adversarial(generator, discriminator, loader, latent=100):
    g_optimizer = optim.Adam(generator.parameters(), lr=2e-4, betas=(0.5, 0.999))
    d_optimizer = optim.Adam(discriminator.parameters(), lr=2e-4)
    bce = nn.BCEWithLogitsLoss()
    for real, _ in loader:
        noise = torch.randn(real.size(0), latent, 1, 1)
        fake = generator(noise)
        d_optimizer.zero_grad()
        d_loss = bce(discriminator(real), torch.ones(len(real))) + bce(
            discriminator(fake.detach()), torch.zeros(len(real))
        )
        d_loss.backward()
        d_optimizer.step()
        g_optimizer.zero_grad()
        g_loss = bce(discriminator(fake), torch.ones(len(real)))
        g_loss.backward()
        g_optimizer.step()


def careless(model, loader):
    optimizer = optim.SGD(model.parameters(), 0.1)
    criterion = nn.CrossEntropyLoss()
    losses = []
    for inputs, targets in loader:
        probabilities = torch.softmax(model(inputs), dim=1)
        loss = criterion(probabilities, targets)
        loss.backward()
        optimizer.step()
        clip_grad_norm_(model.parameters(), 1.0)
        losses.append(loss)
    print(sum(losses) / len(losses))


def main():
    args = parser.parse_args()
    settings = Settings(lr=args.lr, epochs=args.epochs)
    seed_all(42)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = build_model("small", 10)
    if args.resume:
        try:
            checkpoint = torch.load(args.resume, map_location=device)
            model.load_state_dict(checkpoint["model"], strict=False)
        except (OSError, KeyError) as error:
            print("cannot resume:", error, file=sys.stderr)
            raise SystemExit(2) from error
    data = loaders(settings, args.data)
    trainer = Trainer(model, settings, device)
    trainer.fit(data)
    best = copy.deepcopy(model.state_dict())
    optimizer = torch.optim.SGD(
        [{"params": model.stem.parameters()}, {"params": model.heads.parameters(), "lr": 0.01}],
        lr=args.lr,
        momentum=0.9,
    )
    scaler = torch.amp.GradScaler("cuda") if args.amp else None
    for epoch in range(1, args.epochs + 1):
        loss = train(model, data["train"], optimizer, nn.CrossEntropyLoss(), args, scaler)
        for inputs, targets in data["val"]:
            model.eval()
            top1, top5 = accuracy(model(inputs), targets, topk=(1, 5))
    for other in (Bare(2), Plain(2), NoForward()):
        other(torch.zeros(1, 2))
    model.load_state_dict(best)


if __name__ == "__main__":
    main()
