# guards: several
import torch
from torch import nn
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

prepare = transforms.Compose(
    [
        transforms.RandomCrop(32, padding=4),
        transforms.ToTensor(),
        transforms.Normalize((0.5,), (0.5,)),
    ]
)
plain = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])

torch.manual_seed(1)
device = "cuda"
generator = nn.Sequential(
    nn.Linear(64, 256), nn.BatchNorm1d(256), nn.ReLU(), nn.Linear(256, 1024), nn.Tanh()
).to(device)
discriminator = nn.Sequential(
    nn.Flatten(), nn.Linear(1024, 256), nn.LeakyReLU(0.2), nn.Linear(256, 1), nn.Sigmoid()
).to(device)
opt_g = torch.optim.Adam(generator.parameters(), lr=2e-4, betas=(0.5, 0.999))
opt_d = torch.optim.Adam(discriminator.parameters(), lr=2e-4, betas=(0.5, 0.999))
bce = nn.BCELoss()
loader = DataLoader(datasets.MNIST("data", transform=prepare), 64, shuffle=True)
fixed = torch.randn(16, 64, device=device)
for epoch in range(10):
    for i, (real, _) in enumerate(loader):
        real = real.to(device)
        ones, zeros = torch.ones(real.size(0), 1, device=device), torch.zeros(
            real.size(0), 1, device=device
        )
        discriminator.zero_grad()
        error_real = bce(discriminator(real), ones)
        error_real.backward()
        fake = generator(torch.randn(real.size(0), 64, device=device))
        error_fake = bce(discriminator(fake.detach()), zeros)
        error_fake.backward()
        opt_d.step()
        generator.zero_grad()
        error_g = bce(discriminator(fake), ones)
        error_g.backward()
        opt_g.step()
        if i % 100 == 0:
            with torch.no_grad():
                samples = generator(fixed).cpu()
            print(epoch, i, error_real.item() + error_fake.item(), error_g.item(), samples.shape)
