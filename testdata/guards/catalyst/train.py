# guards: engine
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


from catalyst import dl


class Runner(dl.Runner):
    def predict_batch(self, batch):
        return self.model(batch[0].to(self.engine.device))

    def handle_batch(self, batch):
        x, y = batch
        logits = self.model(x)
        loss = F.cross_entropy(logits, y)
        self.batch_metrics.update({"loss": loss})
        if self.is_train_loader:
            self.engine.backward(loss)
            self.optimizer.step()
            self.optimizer.zero_grad()


torch.manual_seed(1)
model = Net()
optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
loaders = {
    "train": DataLoader(datasets.MNIST("data", train=True, transform=prepare), 32, shuffle=True),
    "valid": DataLoader(datasets.MNIST("data", train=False, transform=plain), 32),
}
Runner().train(
    model=model,
    optimizer=optimizer,
    loaders=loaders,
    num_epochs=3,
    valid_loader="valid",
    valid_metric="loss",
)
