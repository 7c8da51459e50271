import torch


def predict(model, loader, device):
    model.eval()
    outputs, targets = [], []
    with torch.no_grad():
        for inputs, labels in loader:
            outputs.append(model(inputs.to(device)).cpu())
            targets.append(labels)
    return torch.cat(outputs), torch.cat(targets)


def accuracy(model, loader, device):
    outputs, targets = predict(model, loader, device)
    return (outputs.argmax(dim=1) == targets).float().mean().item()
