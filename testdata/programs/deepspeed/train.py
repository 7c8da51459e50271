import argparse

import deepspeed
import torch
from torch import nn
from torch.utils.data import TensorDataset


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(32, 128)
        self.dropout = nn.Dropout(0.1)
        self.second = nn.Linear(128, 4)

    def forward(self, x):
        return self.second(self.dropout(torch.relu(self.first(x))))


def evaluate(engine, loader):
    engine.eval()
    correct = 0
    with torch.no_grad():
        for inputs, labels in loader:
            scores = engine(inputs.to(engine.device))
            correct += (scores.argmax(dim=1) == labels.to(engine.device)).sum().item()
    return correct


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--local_rank", type=int, default=-1)
    parser = deepspeed.add_config_arguments(parser)
    args = parser.parse_args()
    torch.manual_seed(0)
    dataset = TensorDataset(*torch.load("train.pt", weights_only=True))
    val_set = TensorDataset(*torch.load("val.pt", weights_only=True))
    model = Net()
    engine, optimizer, train_loader, _ = deepspeed.initialize(
        args=args, model=model, model_parameters=model.parameters(), training_data=dataset
    )
    val_loader = torch.utils.data.DataLoader(val_set, batch_size=64)
    for epoch in range(4):
        engine.train()
        for inputs, labels in train_loader:
            scores = engine(inputs.to(engine.device))
            loss = nn.functional.cross_entropy(scores, labels.to(engine.device))
            engine.backward(loss)
            engine.step()
        print(epoch, evaluate(engine, val_loader) / len(val_set))


if __name__ == "__main__":
    main()
