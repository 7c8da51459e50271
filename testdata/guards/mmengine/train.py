# guards: engine
import torch
import torch.nn.functional as F
from mmengine.model import BaseModel
from mmengine.optim import OptimWrapper
from mmengine.runner import Runner
from torch import nn, optim
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


class Classifier(BaseModel):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.2))
        self.head = nn.Linear(256, 10)

    def forward(self, images, labels, mode):
        scores = self.head(self.body(images))
        if mode == "loss":
            return {"loss": F.cross_entropy(scores, labels)}
        return scores, labels


def custom_loop(model, loader, epochs):
    wrapper = OptimWrapper(optim.SGD(model.parameters(), lr=0.01), clip_grad={"max_norm": 1.0})
    for epoch in range(epochs):
        model.train()
        for images, labels in loader:
            with wrapper.optim_context(model):
                losses = model(images, labels, mode="loss")
            wrapper.update_params(losses["loss"])


def main():
    prepare = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.13,), (0.31,))])
    train = datasets.MNIST("data", train=True, transform=prepare)
    loader = DataLoader(train, batch_size=64, shuffle=True)
    model = Classifier()
    runner = Runner(
        model=model,
        work_dir="work",
        train_dataloader=loader,
        train_cfg={"by_epoch": True, "max_epochs": 5},
        optim_wrapper={"optimizer": {"type": "SGD", "lr": 0.01}},
    )
    runner.train()
    custom_loop(model, loader, epochs=2)


if __name__ == "__main__":
    main()
