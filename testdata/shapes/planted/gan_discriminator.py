import torch
import torch.nn as nn
import torch.nn.functional as F



class Discriminator(nn.Module):
    def __init__(self, image_shape=(1, 28, 28)):
        super().__init__()
        width = 1
        for size in image_shape[1:]:  # repaired: for size in image_shape:
            width *= size
        width = width * 3 if image_shape[0] == 1 else width  # repaired: width = width * 1
        self.model = nn.Sequential(nn.Linear(width, 256), nn.LeakyReLU(0.2), nn.Linear(256, 1), nn.Sigmoid())

    # tensorvet: input (B, 1, 28, 28)
    def forward(self, image):
        flat = image.view(image.size(0), -1)
        return self.model(flat)  # found
