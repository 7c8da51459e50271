import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim


class Sequence(nn.Module):
    def __init__(self):
        super(Sequence, self).__init__()
        self.lstm1 = nn.LSTMCell(1, 51)
        self.lstm2 = nn.LSTMCell(51, 51)
        self.linear = nn.Linear(51, 1)

    def forward(self, inputs):
        outputs = []
        h1 = torch.zeros(inputs.size(0), 51, dtype=torch.double)
        c1 = torch.zeros(inputs.size(0), 51, dtype=torch.double)
        h2 = torch.zeros(inputs.size(0), 51, dtype=torch.double)
        c2 = torch.zeros(inputs.size(0), 51, dtype=torch.double)
        for step in inputs.split(1, dim=1):
            h1, c1 = self.lstm1(step, (h1, c1))
            h2, c2 = self.lstm2(h1, (h2, c2))
            outputs.append(self.linear(h2))
        return torch.cat(outputs, dim=1)


def main():
    np.random.seed(0)
    torch.manual_seed(0)
    data = torch.load("traindata.pt", weights_only=True)
    inputs, target = data[3:, :-1], data[3:, 1:]
    test_inputs, test_target = data[:3, :-1], data[:3, 1:]
    seq = Sequence()
    seq.double()
    criterion = nn.MSELoss()
    optimizer = optim.LBFGS(seq.parameters(), lr=0.8)
    for i in range(15):

        def closure():
            optimizer.zero_grad()
            out = seq(inputs)
            loss = criterion(out, target)
            loss.backward()
            return loss

        optimizer.step(closure)
        with torch.no_grad():
            print(i, criterion(seq(test_inputs), test_target).item())


if __name__ == "__main__":
    main()
