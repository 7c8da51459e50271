# guards: deepspeed, distributed
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


import torch.distributed as dist
from fairscale.nn.data_parallel import ShardedDataParallel
from fairscale.optim.grad_scaler import ShardedGradScaler
from fairscale.optim.oss import OSS
from torch.utils.data.distributed import DistributedSampler


def main(rank):
    dist.init_process_group("nccl")
    torch.cuda.set_device(rank)
    torch.manual_seed(1)
    data = datasets.MNIST("data", transform=prepare)
    sampler = DistributedSampler(data)
    loader = DataLoader(data, 64, sampler=sampler)
    model = Net().cuda()
    optimizer = OSS(params=model.parameters(), optim=torch.optim.SGD, lr=0.1, momentum=0.9)
    model = ShardedDataParallel(model, optimizer)
    scaler = ShardedGradScaler()
    for epoch in range(3):
        sampler.set_epoch(epoch)
        model.train()
        for images, labels in loader:
            model.zero_grad()
            with torch.autocast("cuda", dtype=torch.float16):
                loss = F.cross_entropy(model(images.cuda()), labels.cuda())
            scaler.scale(loss).backward()
            scaler.unscale_(optimizer)
            optimizer.clip_grad_norm(1.0)
            scaler.step(optimizer)
            scaler.update()
