# guards: jit
import argparse

import torch
from torch import nn
from torchvision import models


class WithSoftmax(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model
        self.softmax = nn.Softmax(dim=1)

    def forward(self, x):
        return self.softmax(self.model(x))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("weights")
    parser.add_argument("--onnx", default="model.onnx")
    arguments = parser.parse_args()
    model = models.resnet50(num_classes=100)
    model.load_state_dict(torch.load(arguments.weights, map_location="cpu", weights_only=True))
    model = WithSoftmax(model).eval()
    example = torch.randn(1, 3, 224, 224)
    traced = torch.jit.trace(model, example)
    traced.save("model.pt")
    torch.onnx.export(model, example, arguments.onnx, opset_version=17)
    exported = torch.export.export(model, (example,))
    torch.export.save(exported, "model.pt2")


if __name__ == "__main__":
    main()
