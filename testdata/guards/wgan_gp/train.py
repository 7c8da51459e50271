# guards: several, meta
import torch
from torch import autograd, nn, optim
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


class Generator(nn.Module):
    def __init__(self, latent=128):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(latent, 256), nn.ReLU(), nn.Linear(256, 784), nn.Tanh()
        )

    def forward(self, z):
        return self.net(z)


class Critic(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(784, 256), nn.LeakyReLU(0.2), nn.Linear(256, 1))

    def forward(self, x):
        return self.net(x)


def penalty(critic, real, fake):
    alpha = torch.rand(real.size(0), 1, device=real.device)
    mixed = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
    scores = critic(mixed)
    grads = autograd.grad(
        scores, mixed, torch.ones_like(scores), create_graph=True, retain_graph=True
    )[0]
    return ((grads.norm(2, dim=1) - 1) ** 2).mean()


def main():
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    prepare = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
    loader = DataLoader(
        datasets.MNIST("data", transform=prepare), batch_size=64, shuffle=True, drop_last=True
    )
    generator, critic = Generator().to(device), Critic().to(device)
    optimizer_g = optim.Adam(generator.parameters(), lr=1e-4, betas=(0.0, 0.9))
    optimizer_c = optim.Adam(critic.parameters(), lr=1e-4, betas=(0.0, 0.9))
    for epoch in range(50):
        for index, (images, _) in enumerate(loader):
            real = images.view(images.size(0), -1).to(device)
            noise = torch.randn(real.size(0), 128, device=device)
            fake = generator(noise).detach()
            optimizer_c.zero_grad()
            loss_c = critic(fake).mean() - critic(real).mean() + 10 * penalty(critic, real, fake)
            loss_c.backward()
            optimizer_c.step()
            if (index + 1) % 5 == 0:
                optimizer_g.zero_grad()
                noise = torch.randn(real.size(0), 128, device=device)
                loss_g = -critic(generator(noise)).mean()
                loss_g.backward()
                optimizer_g.step()
        print(epoch, loss_c.item(), loss_g.item())


if __name__ == "__main__":
    main()
