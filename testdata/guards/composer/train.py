# guards: deepspeed
import torch
from composer import Trainer
from composer.models import ComposerClassifier
from torchvision import models
from data import train_loader, val_loader

model = ComposerClassifier(models.resnet18(num_classes=10), num_classes=10)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
trainer = Trainer(
    model=model,
    train_dataloader=train_loader,
    eval_dataloader=val_loader,
    max_duration="10ep",
    optimizers=optimizer,
    seed=1,
)
trainer.fit()
