# guards: manual optimization, several
import lightning as L
import torch
import torch.nn.functional as F
from torch import nn


class GAN(L.LightningModule):
    def __init__(self, latent=64, lr=2e-4):
        super().__init__()
        self.save_hyperparameters()
        self.automatic_optimization = False
        self.generator = nn.Sequential(nn.Linear(latent, 256), nn.ReLU(), nn.Linear(256, 784), nn.Tanh())
        self.discriminator = nn.Sequential(nn.Linear(784, 256), nn.LeakyReLU(0.2), nn.Linear(256, 1))

    def forward(self, z):
        return self.generator(z)

    def training_step(self, batch):
        images, _ = batch
        real = images.flatten(1)
        optimizer_g, optimizer_d = self.optimizers()
        z = torch.randn(real.size(0), self.hparams.latent).type_as(real)
        valid = torch.ones(real.size(0), 1).type_as(real)

        self.toggle_optimizer(optimizer_g)
        loss_g = F.binary_cross_entropy_with_logits(self.discriminator(self(z)), valid)
        self.log("g", loss_g, prog_bar=True)
        self.manual_backward(loss_g)
        optimizer_g.step()
        optimizer_g.zero_grad()
        self.untoggle_optimizer(optimizer_g)

        self.toggle_optimizer(optimizer_d)
        loss_real = F.binary_cross_entropy_with_logits(self.discriminator(real), valid)
        loss_fake = F.binary_cross_entropy_with_logits(
            self.discriminator(self(z).detach()), torch.zeros_like(valid)
        )
        loss_d = (loss_real + loss_fake) / 2
        self.log("d", loss_d, prog_bar=True)
        self.manual_backward(loss_d)
        self.clip_gradients(optimizer_d, gradient_clip_val=1.0, gradient_clip_algorithm="norm")
        optimizer_d.step()
        optimizer_d.zero_grad()
        self.untoggle_optimizer(optimizer_d)

    def configure_optimizers(self):
        return (
            torch.optim.Adam(self.generator.parameters(), lr=self.hparams.lr, betas=(0.5, 0.999)),
            torch.optim.Adam(self.discriminator.parameters(), lr=self.hparams.lr, betas=(0.5, 0.999)),
        )

    def on_train_epoch_end(self):
        for scheduler in self.lr_schedulers() or []:
            scheduler.step()
