# guards: several
import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms


class TwoViews:
    def __init__(self, transform):
        self.transform = transform

    def __call__(self, image):
        return self.transform(image), self.transform(image)


class MoCo(nn.Module):
    def __init__(self, width=128, length=4096, momentum=0.999, temperature=0.07):
        super().__init__()
        self.momentum = momentum
        self.temperature = temperature
        self.query = models.resnet18(num_classes=width)
        self.key = models.resnet18(num_classes=width)
        for query, key in zip(self.query.parameters(), self.key.parameters()):
            key.data.copy_(query.data)
            key.requires_grad = False
        self.register_buffer("queue", F.normalize(torch.randn(width, length), dim=0))
        self.register_buffer("place", torch.zeros(1, dtype=torch.long))

    @torch.no_grad()
    def _follow(self):
        for query, key in zip(self.query.parameters(), self.key.parameters()):
            key.data = key.data * self.momentum + query.data * (1 - self.momentum)

    @torch.no_grad()
    def _enqueue(self, keys):
        place = int(self.place)
        self.queue[:, place : place + keys.size(0)] = keys.T
        self.place[0] = (place + keys.size(0)) % self.queue.size(1)

    def forward(self, first, second):
        query = F.normalize(self.query(first), dim=1)
        with torch.no_grad():
            self._follow()
            key = F.normalize(self.key(second), dim=1)
        positive = torch.einsum("nc,nc->n", query, key).unsqueeze(-1)
        negative = torch.einsum("nc,ck->nk", query, self.queue.clone().detach())
        logits = torch.cat([positive, negative], dim=1) / self.temperature
        labels = torch.zeros(logits.size(0), dtype=torch.long, device=logits.device)
        self._enqueue(key)
        return logits, labels


def main():
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    augment = transforms.Compose(
        [
            transforms.RandomResizedCrop(32, scale=(0.2, 1.0)),
            transforms.RandomHorizontalFlip(),
            transforms.ColorJitter(0.4, 0.4, 0.4, 0.1),
            transforms.ToTensor(),
            transforms.Normalize((0.5, 0.5, 0.5), (0.25, 0.25, 0.25)),
        ]
    )
    loader = DataLoader(
        datasets.CIFAR10("data", train=True, transform=TwoViews(augment)),
        batch_size=256,
        shuffle=True,
        drop_last=True,
    )
    model = MoCo().to(device)
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(model.query.parameters(), lr=0.03, momentum=0.9, weight_decay=1e-4)
    scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=200)
    for epoch in range(200):
        model.train()
        for (first, second), _ in loader:
            logits, labels = model(first.to(device), second.to(device))
            loss = criterion(logits, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        scheduler.step()
        print(epoch, loss.item())


if __name__ == "__main__":
    main()
