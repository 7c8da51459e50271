import torch


@torch.no_grad()
def accuracy(model, loader, device):
    model.eval()
    correct = 0
    total = 0
    for signals, labels in loader:
        outputs = model(signals.to(device))
        correct += (outputs.argmax(dim=1).cpu() == labels).sum().item()
        total += labels.size(0)
    return correct / total
