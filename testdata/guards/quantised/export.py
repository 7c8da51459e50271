# guards: jit
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


model = Net()
model.load_state_dict(torch.load("net.pt", weights_only=True))
model.eval()
example = torch.rand(1, 1, 32, 32)
traced = torch.jit.trace(model, example)
traced.save("net.ts")
torch.onnx.export(model, example, "net.onnx", opset_version=17)
model.qconfig = torch.ao.quantization.get_default_qconfig("x86")
prepared = torch.ao.quantization.prepare(model)
with torch.no_grad():
    for images, _ in DataLoader(datasets.MNIST("data", train=False, transform=plain), 64):
        prepared(images)
quantised = torch.ao.quantization.convert(prepared)
torch.save(quantised.state_dict(), "int8.pt")
loaded = torch.jit.load("net.ts")
print(loaded(example).argmax(1))
