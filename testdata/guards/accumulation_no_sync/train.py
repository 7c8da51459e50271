# guards: accumulation, distributed
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


class Net(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 32, 3),
            nn.BatchNorm2d(32),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
        )
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(32, classes)

    def forward(self, x):
        return self.head(self.drop(self.features(x)))


import contextlib
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data.distributed import DistributedSampler


def main(rank, every=4):
    dist.init_process_group("nccl")
    torch.cuda.set_device(rank)
    torch.manual_seed(1)
    data = datasets.MNIST("data", transform=prepare)
    sampler = DistributedSampler(data)
    loader = DataLoader(data, 64, sampler=sampler)
    model = DistributedDataParallel(Net().cuda(), device_ids=[rank])
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10)
    for epoch in range(3):
        sampler.set_epoch(epoch)
        model.train()
        for i, (images, labels) in enumerate(loader):
            is_update = (i + 1) % every == 0
            with contextlib.nullcontext() if is_update else model.no_sync():
                loss = F.cross_entropy(model(images.cuda()), labels.cuda())
                (loss / every).backward()
            if is_update:
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
        scheduler.step()
        if rank == 0:
            torch.save(model.module.state_dict(), "model.pt")
        dist.barrier()
