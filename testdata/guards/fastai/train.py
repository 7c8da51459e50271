# guards: engine
import torch
from fastai.vision.all import (
    ImageDataLoaders,
    Learner,
    Resize,
    URLs,
    accuracy,
    aug_transforms,
    get_image_files,
    untar_data,
)
from torch import nn


class Small(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.AdaptiveAvgPool2d(1)
        )
        self.head = nn.Linear(32, classes)

    def forward(self, x):
        return self.head(self.features(x).flatten(1))


def main():
    torch.manual_seed(0)
    path = untar_data(URLs.PETS) / "images"
    loaders = ImageDataLoaders.from_name_func(
        path,
        get_image_files(path),
        label_func=lambda name: name[0].isupper(),
        item_tfms=Resize(224),
        batch_tfms=aug_transforms(),
    )
    learner = Learner(loaders, Small(2), loss_func=nn.CrossEntropyLoss(), metrics=accuracy)
    learner.fit_one_cycle(3, 1e-3)
    probabilities, _ = learner.get_preds()
    print(probabilities.argmax(dim=1).float().mean().item())


if __name__ == "__main__":
    main()
