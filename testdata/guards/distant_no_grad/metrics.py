def accuracy(model, loader, device):
    right, count = 0, 0
    for images, labels in loader:
        scores = model(images.to(device))
        right += (scores.argmax(dim=1) == labels.to(device)).sum().item()
        count += len(labels)
    return right / count


def mean_loss(model, loader, criterion, device):
    total, count = 0.0, 0
    for images, labels in loader:
        total += criterion(model(images.to(device)), labels.to(device)) * len(labels)
        count += len(labels)
    return float(total) / count
