# guards: evaluation
import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.utils.data import DataLoader
from torchvision import datasets, transforms
from torchvision.utils import save_image


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(784, 400)
        self.mean = nn.Linear(400, 20)
        self.log_variance = nn.Linear(400, 20)
        self.outer = nn.Linear(20, 400)
        self.out = nn.Linear(400, 784)

    def encode(self, x):
        hidden = F.relu(self.inner(x))
        return self.mean(hidden), self.log_variance(hidden)

    def decode(self, z):
        return torch.sigmoid(self.out(F.relu(self.outer(z))))

    def forward(self, x):
        mean, log_variance = self.encode(x.view(-1, 784))
        z = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
        return self.decode(z), mean, log_variance


def loss_function(result, x, mean, log_variance):
    fit = F.binary_cross_entropy(result, x.view(-1, 784), reduction="sum")
    divergence = -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp())
    return fit + divergence


def run(model, loader, device, optimizer=None):
    model.train(optimizer is not None)
    total = 0.0
    with torch.set_grad_enabled(optimizer is not None):
        for images, _ in loader:
            images = images.to(device)
            loss = loss_function(*((lambda r: (r[0], images, r[1], r[2]))(model(images))))
            if optimizer is not None:
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            total += loss.item()
    return total / len(loader.dataset)


def main():
    torch.manual_seed(1)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    train_loader = DataLoader(
        datasets.MNIST("data", train=True, transform=transforms.ToTensor()), batch_size=128, shuffle=True
    )
    test_loader = DataLoader(
        datasets.MNIST("data", train=False, transform=transforms.ToTensor()), batch_size=128
    )
    model = VAE().to(device)
    optimizer = optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(10):
        print(epoch, run(model, train_loader, device, optimizer), run(model, test_loader, device))
        with torch.no_grad():
            sample = model.decode(torch.randn(64, 20, device=device)).cpu()
            save_image(sample.view(64, 1, 28, 28), f"sample_{epoch}.png")


if __name__ == "__main__":
    main()
