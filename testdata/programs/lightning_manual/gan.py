import lightning as L
import torch
from torch import nn


class LitGan(L.LightningModule):
    def __init__(self, latent=64):
        super().__init__()
        self.automatic_optimization = False
        self.latent = latent
        self.generator = nn.Sequential(nn.Linear(latent, 256), nn.ReLU(), nn.Linear(256, 784))
        self.discriminator = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 1))
        self.criterion = nn.BCEWithLogitsLoss()

    def forward(self, z):
        return self.generator(z)

    def training_step(self, batch, batch_idx):
        optimizer_g, optimizer_d = self.optimizers()
        real, _ = batch
        real = real.flatten(1)
        ones = torch.ones(real.size(0), 1, device=self.device)
        fake = self(torch.randn(real.size(0), self.latent, device=self.device))

        loss_d = self.criterion(self.discriminator(real), ones)
        loss_d = loss_d + self.criterion(self.discriminator(fake.detach()), 1 - ones)
        optimizer_d.zero_grad()
        self.manual_backward(loss_d)
        optimizer_d.step()

        loss_g = self.criterion(self.discriminator(fake), ones)
        optimizer_g.zero_grad()
        self.manual_backward(loss_g)
        optimizer_g.step()
        self.log_dict({"g": loss_g, "d": loss_d}, prog_bar=True)

    def configure_optimizers(self):
        return (
            torch.optim.Adam(self.generator.parameters(), lr=2e-4, betas=(0.5, 0.999)),
            torch.optim.Adam(self.discriminator.parameters(), lr=2e-4, betas=(0.5, 0.999)),
        )
