# guards: accelerate, accumulation, evaluation
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


from accelerate import Accelerator
from accelerate.utils import set_seed


def evaluate(accelerator, model, loader):
    model.eval()
    right = total = 0
    for images, labels in loader:
        with torch.no_grad():
            predictions = model(images).argmax(dim=-1)
        predictions, labels = accelerator.gather_for_metrics((predictions, labels))
        right += (predictions == labels).sum().item()
        total += labels.size(0)
    return right / total


def main():
    set_seed(1)
    accelerator = Accelerator(gradient_accumulation_steps=4, mixed_precision="fp16")
    train_loader = DataLoader(
        datasets.MNIST("data", train=True, transform=prepare), 64, shuffle=True
    )
    val_loader = DataLoader(datasets.MNIST("data", train=False, transform=plain), 64)
    model = Net()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 1e-2, total_steps=5 * len(train_loader)
    )
    model, optimizer, train_loader, val_loader, scheduler = accelerator.prepare(
        model, optimizer, train_loader, val_loader, scheduler
    )
    for epoch in range(5):
        model.train()
        total_loss = 0
        for images, labels in train_loader:
            with accelerator.accumulate(model):
                loss = F.cross_entropy(model(images), labels)
                total_loss += loss.detach().float()
                accelerator.backward(loss)
                if accelerator.sync_gradients:
                    accelerator.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                scheduler.step()
                optimizer.zero_grad()
        accelerator.print(
            epoch, total_loss.item() / len(train_loader), evaluate(accelerator, model, val_loader)
        )
    accelerator.wait_for_everyone()
    if accelerator.is_main_process:
        torch.save(accelerator.unwrap_model(model).state_dict(), "model.pt")


if __name__ == "__main__":
    main()
