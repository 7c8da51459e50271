# guards: manual, meta
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms


def pgd(model, images, labels, eps=8 / 255, step=2 / 255, steps=10):
    adversarial = images.clone().detach()
    adversarial = adversarial + torch.empty_like(adversarial).uniform_(-eps, eps)
    for _ in range(steps):
        adversarial.requires_grad_(True)
        loss = F.cross_entropy(model(adversarial), labels)
        grad = torch.autograd.grad(loss, adversarial)[0]
        adversarial = adversarial.detach() + step * grad.sign()
        delta = torch.clamp(adversarial - images, min=-eps, max=eps)
        adversarial = torch.clamp(images + delta, 0, 1).detach()
    return adversarial


def fgsm(model, images, labels, eps=8 / 255):
    images = images.clone().detach().requires_grad_(True)
    loss = F.cross_entropy(model(images), labels)
    model.zero_grad()
    loss.backward()
    return (images + eps * images.grad.sign()).clamp(0, 1).detach()


def main():
    torch.manual_seed(0)
    model = models.resnet18(weights="IMAGENET1K_V1").eval()
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    prepare = transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor()])
    loader = DataLoader(datasets.ImageFolder("val", prepare), batch_size=32)
    clean, robust, fast, total = 0, 0, 0, 0
    for images, labels in loader:
        attacked = pgd(model, images, labels)
        quick = fgsm(model, images, labels)
        with torch.no_grad():
            clean += (model(images).argmax(dim=1) == labels).sum().item()
            robust += (model(attacked).argmax(dim=1) == labels).sum().item()
            fast += (model(quick).argmax(dim=1) == labels).sum().item()
        total += labels.numel()
    print(clean / total, robust / total, fast / total)


if __name__ == "__main__":
    main()
