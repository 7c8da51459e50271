# guards: alias
from backend import Fn, Linear, N, O, th
from data import loader, val_loader


class Model(N.Module):
    loss = staticmethod(Fn.cross_entropy)
    make = O.SGD

    def __init__(self):
        super(Model, self).__init__()
        self.layers = N.ModuleList([Linear(16, 32), N.Dropout(0.1), Linear(32, 4)])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


th.manual_seed(1)
model = Model()
optimizer = Model.make(model.parameters(), lr=0.1)
step, clear = optimizer.step, optimizer.zero_grad
for epoch in range(3):
    model.train()
    for x, y in loader:
        clear()
        loss = model.loss(model(x), y)
        loss.backward()
        step()
    model.eval()
    with th.no_grad():
        for x, y in val_loader:
            print((model(x).argmax(1) == y).float().mean().item())
