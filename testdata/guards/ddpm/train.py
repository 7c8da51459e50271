# guards: accumulation, evaluation
import copy

import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.amp import GradScaler, autocast
from torch.utils.data import DataLoader
from torchvision import datasets, transforms
from torchvision.utils import save_image

from unet import UNet


class Diffusion(nn.Module):
    def __init__(self, model, steps=1000):
        super().__init__()
        self.model = model
        self.steps = steps
        betas = torch.linspace(1e-4, 0.02, steps)
        self.register_buffer("betas", betas)
        self.register_buffer("kept", torch.cumprod(1 - betas, dim=0))

    def forward(self, images):
        times = torch.randint(self.steps, (images.size(0),), device=images.device)
        noise = torch.randn_like(images)
        kept = self.kept[times].view(-1, 1, 1, 1)
        noisy = kept.sqrt() * images + (1 - kept).sqrt() * noise
        return F.mse_loss(self.model(noisy, times), noise)

    @torch.inference_mode()
    def sample(self, count, size):
        images = torch.randn(count, 3, size, size, device=self.betas.device)
        for time in reversed(range(self.steps)):
            times = torch.full((count,), time, device=images.device, dtype=torch.long)
            noise = self.model(images, times)
            beta, kept = self.betas[time], self.kept[time]
            images = (images - beta / (1 - kept).sqrt() * noise) / (1 - beta).sqrt()
            if time > 0:
                images = images + beta.sqrt() * torch.randn_like(images)
        return images


class Trainer:
    def __init__(self, diffusion, loader, device, every=2, decay=0.995):
        self.diffusion = diffusion.to(device)
        self.ema = copy.deepcopy(self.diffusion).eval()
        self.loader = loader
        self.optimizer = optim.Adam(diffusion.parameters(), lr=8e-5)
        self.scaler = GradScaler(device.type)
        self.device = device
        self.every = every
        self.decay = decay

    def average(self):
        with torch.no_grad():
            for mean, now in zip(self.ema.parameters(), self.diffusion.parameters()):
                mean.lerp_(now, 1 - self.decay)

    def batches(self):
        while True:
            for images, _ in self.loader:
                yield images.to(self.device)

    def train(self, steps):
        batches = self.batches()
        for step in range(steps):
            total = 0.0
            for _ in range(self.every):
                with autocast(self.device.type):
                    loss = self.diffusion(next(batches)) / self.every
                total += loss.item()
                self.scaler.scale(loss).backward()
            self.scaler.unscale_(self.optimizer)
            nn.utils.clip_grad_norm_(self.diffusion.parameters(), 1.0)
            self.scaler.step(self.optimizer)
            self.scaler.update()
            self.optimizer.zero_grad()
            self.average()
            if step % 1000 == 0:
                save_image(self.ema.sample(16, 32), f"{step}.png")
                print(step, total)


def main():
    torch.manual_seed(0)
    device = torch.device("cuda")
    prepare = transforms.Compose(
        [transforms.RandomHorizontalFlip(), transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.5] * 3)]
    )
    loader = DataLoader(
        datasets.CIFAR10("data", transform=prepare), batch_size=64, shuffle=True, drop_last=True
    )
    Trainer(Diffusion(UNet(64)), loader, device).train(100_000)


if __name__ == "__main__":
    main()
