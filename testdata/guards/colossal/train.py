# guards: deepspeed
import colossalai
import torch
from colossalai.booster import Booster
from colossalai.booster.plugin import TorchDDPPlugin
from colossalai.nn.optimizer import HybridAdam
from torch import nn
from torch.optim.lr_scheduler import MultiStepLR
from torchvision import datasets, models, transforms


def main():
    colossalai.launch_from_torch()
    torch.manual_seed(0)
    plugin = TorchDDPPlugin()
    booster = Booster(mixed_precision="fp16", plugin=plugin)
    prepare = transforms.Compose(
        [
            transforms.RandomCrop(32, padding=4),
            transforms.RandomHorizontalFlip(),
            transforms.ToTensor(),
            transforms.Normalize((0.5,) * 3, (0.2,) * 3),
        ]
    )
    loader = plugin.prepare_dataloader(
        datasets.CIFAR10("data", transform=prepare), batch_size=128, shuffle=True, drop_last=True
    )
    model = models.resnet18(num_classes=10)
    optimizer = HybridAdam(model.parameters(), lr=1e-3)
    scheduler = MultiStepLR(optimizer, milestones=[20, 40], gamma=0.3)
    model, optimizer, criterion, loader, scheduler = booster.boost(
        model, optimizer, criterion=nn.CrossEntropyLoss(), dataloader=loader, lr_scheduler=scheduler
    )
    for epoch in range(60):
        model.train()
        for images, labels in loader:
            loss = criterion(model(images.cuda()), labels.cuda())
            booster.backward(loss, optimizer)
            optimizer.step()
            optimizer.zero_grad()
        scheduler.step()


if __name__ == "__main__":
    main()
