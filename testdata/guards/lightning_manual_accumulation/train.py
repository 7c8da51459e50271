# guards: manual optimization, accumulation, several
import lightning as L
import torch
from torch import nn
import torch.nn.functional as F


class Gan(L.LightningModule):
    def __init__(self, generator, discriminator, latent=64, every=4):
        super().__init__()
        self.automatic_optimization = False
        self.generator = generator
        self.discriminator = discriminator
        self.latent = latent
        self.every = every

    def update(self, optimizer, loss, batch_idx):
        self.manual_backward(loss / self.every)
        if (batch_idx + 1) % self.every == 0:
            self.clip_gradients(optimizer, gradient_clip_val=0.5, gradient_clip_algorithm="norm")
            optimizer.step()
            optimizer.zero_grad()

    def training_step(self, batch, batch_idx):
        real, _ = batch
        opt_g, opt_d = self.optimizers()
        z = torch.randn(real.size(0), self.latent, device=self.device)
        self.toggle_optimizer(opt_g)
        fake = self.generator(z)
        loss_g = F.binary_cross_entropy_with_logits(
            self.discriminator(fake), torch.ones(real.size(0), 1, device=self.device)
        )
        self.update(opt_g, loss_g, batch_idx)
        self.untoggle_optimizer(opt_g)
        self.toggle_optimizer(opt_d)
        right = F.binary_cross_entropy_with_logits(
            self.discriminator(real), torch.ones(real.size(0), 1, device=self.device)
        )
        wrong = F.binary_cross_entropy_with_logits(
            self.discriminator(self.generator(z).detach()),
            torch.zeros(real.size(0), 1, device=self.device),
        )
        self.update(opt_d, (right + wrong) / 2, batch_idx)
        self.untoggle_optimizer(opt_d)
        self.log_dict({"g": loss_g, "d": right + wrong})

    def on_train_epoch_end(self):
        first, second = self.lr_schedulers()
        first.step()
        second.step()

    def configure_optimizers(self):
        opt_g = torch.optim.Adam(self.generator.parameters(), lr=2e-4, betas=(0.5, 0.999))
        opt_d = torch.optim.Adam(self.discriminator.parameters(), lr=2e-4, betas=(0.5, 0.999))
        return [opt_g, opt_d], [
            torch.optim.lr_scheduler.ExponentialLR(opt_g, 0.99),
            torch.optim.lr_scheduler.ExponentialLR(opt_d, 0.99),
        ]


L.seed_everything(0)
generator = nn.Sequential(
    nn.Linear(64, 256), nn.BatchNorm1d(256), nn.ReLU(), nn.Linear(256, 784), nn.Tanh()
)
discriminator = nn.Sequential(nn.Linear(784, 256), nn.LeakyReLU(0.2), nn.Linear(256, 1))
