# guards: manual
import torch
from torchvision import models

torch.manual_seed(1)
model = models.vgg16(weights="DEFAULT").features.eval()
for p in model.parameters():
    p.requires_grad_(False)
image = torch.rand(1, 3, 224, 224, requires_grad=True)
for step in range(100):
    activation = model[:20](image)
    loss = activation.norm()
    loss.backward()
    with torch.no_grad():
        image += 0.01 * image.grad / image.grad.abs().mean()
        image.clamp_(0, 1)
    image.grad.zero_()
