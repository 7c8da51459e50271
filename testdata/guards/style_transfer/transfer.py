# guards: manual, closure
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn, optim
from torchvision import models, transforms


def gram(features):
    batch, channels, height, width = features.shape
    flat = features.view(batch * channels, height * width)
    return flat @ flat.t() / flat.numel()


class Features(nn.Module):
    def __init__(self, wanted):
        super().__init__()
        self.layers = models.vgg19(weights="IMAGENET1K_V1").features.eval()
        self.wanted = wanted
        for parameter in self.parameters():
            parameter.requires_grad_(False)

    def forward(self, x):
        found = []
        for index, layer in enumerate(self.layers):
            x = layer(x)
            if index in self.wanted:
                found.append(x)
        return found


def load(path, size=256):
    prepare = transforms.Compose([transforms.Resize((size, size)), transforms.ToTensor()])
    return prepare(Image.open(path).convert("RGB")).unsqueeze(0)


def main():
    content, style = load("content.jpg"), load("style.jpg")
    extractor = Features({0, 5, 10, 19, 28})
    contents = [f.detach() for f in extractor(content)]
    styles = [gram(f).detach() for f in extractor(style)]
    canvas = content.clone().requires_grad_(True)
    optimizer = optim.LBFGS([canvas])
    for turn in range(20):

        def closure():
            with torch.no_grad():
                canvas.clamp_(0, 1)
            optimizer.zero_grad()
            now = extractor(canvas)
            loss = F.mse_loss(now[3], contents[3])
            for one, wanted in zip(now, styles):
                loss = loss + 1e6 * F.mse_loss(gram(one), wanted)
            loss.backward()
            return loss

        optimizer.step(closure)
    transforms.ToPILImage()(canvas.detach().clamp(0, 1).squeeze(0)).save("out.png")


if __name__ == "__main__":
    main()
