# guards: wrapper
import torch
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset

import training_kit
from training_kit.loops import run_batch


def build(kind, **settings):
    return getattr(training_kit.models, kind)(**settings)


def main(settings):
    torch.manual_seed(0)
    model = build(settings["model"], **settings["model_args"])
    optimizer = getattr(optim, settings["optimizer"])(model.parameters(), **settings["optim_args"])
    criterion = nn.CrossEntropyLoss()
    inputs, labels = torch.load("train.pt", weights_only=True)
    loader = DataLoader(TensorDataset(inputs, labels), batch_size=64, shuffle=True)
    for epoch in range(settings["epochs"]):
        for batch in loader:
            loss = run_batch(model, criterion, optimizer, batch)
            if loss > 1e3:
                break
        training_kit.hooks.after_epoch(model, optimizer, epoch)
        for batch in loader:
            loss = criterion(model(batch[0]), batch[1])
            training_kit.backward(loss, optimizer)
            optimizer.step()


if __name__ == "__main__":
    main(training_kit.settings())
