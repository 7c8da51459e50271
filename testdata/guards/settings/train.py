# guards: settings, distributed
import os

import torch
import torch.distributed as dist
from torch import nn, optim
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler
from torchvision import datasets, models, transforms

DISTRIBUTED = False
FP16 = False
FREEZE = True
RESUME = False


def step(model, criterion, optimizer, images, labels, scaler):
    optimizer.zero_grad()
    if not FP16:
        loss = criterion(model(images), labels)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimizer.step()
    else:
        with torch.autocast("cuda"):
            loss = criterion(model(images), labels)
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        scaler.step(optimizer)
        scaler.update()
    return loss.item()


if __name__ == "__main__":
    sync_batchnorm = False
    if DISTRIBUTED:
        dist.init_process_group("nccl")
        local_rank = int(os.environ["LOCAL_RANK"])
        device = torch.device("cuda", local_rank)
    else:
        local_rank = 0
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(11)
    model = models.resnet50(num_classes=20)
    if RESUME:
        model.load_state_dict(torch.load("last.pth", map_location=device, weights_only=True))
    if sync_batchnorm and DISTRIBUTED:
        model = nn.SyncBatchNorm.convert_sync_batchnorm(model)
    model = model.to(device)
    if DISTRIBUTED:
        model = nn.parallel.DistributedDataParallel(model, device_ids=[local_rank])
    if FREEZE:
        for name, parameter in model.named_parameters():
            parameter.requires_grad = "fc" in name
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD([p for p in model.parameters() if p.requires_grad], 0.01, momentum=0.9)
    scaler = torch.amp.GradScaler("cuda") if FP16 else None
    augment = transforms.Compose(
        [
            transforms.RandomResizedCrop(224),
            transforms.RandomHorizontalFlip(),
            transforms.ToTensor(),
            transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ]
    )
    prepare = transforms.Compose(
        [
            transforms.Resize(256),
            transforms.CenterCrop(224),
            transforms.ToTensor(),
            transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ]
    )
    train_set = datasets.ImageFolder("train", augment)
    val_set = datasets.ImageFolder("val", prepare)
    if DISTRIBUTED:
        train_sampler = DistributedSampler(train_set, shuffle=True)
        val_sampler = DistributedSampler(val_set, shuffle=False)
        shuffle = False
    else:
        train_sampler, val_sampler, shuffle = None, None, True
    train_loader = DataLoader(train_set, 32, shuffle=shuffle, sampler=train_sampler, drop_last=True)
    val_loader = DataLoader(val_set, 32, shuffle=False, sampler=val_sampler)
    for epoch in range(100):
        if DISTRIBUTED:
            train_sampler.set_epoch(epoch)
        model.train()
        total = 0.0
        for images, labels in train_loader:
            total += step(model, criterion, optimizer, images.to(device), labels.to(device), scaler)
        model.eval()
        right = 0
        for images, labels in val_loader:
            with torch.no_grad():
                right += (model(images.to(device)).argmax(1).cpu() == labels).sum().item()
        if DISTRIBUTED:
            of_all = torch.tensor(right, device=device)
            dist.all_reduce(of_all)
            right = of_all.item()
        if local_rank == 0:
            print(epoch, total / len(train_loader), right / len(val_set))
            torch.save(model.state_dict(), "last.pth")
