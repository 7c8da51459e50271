# guards: engine
import torch
from ignite.engine import Engine, Events, create_supervised_evaluator
from ignite.metrics import Accuracy
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms


def main():
    torch.manual_seed(3)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    prepare = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
    train_loader = DataLoader(
        datasets.FashionMNIST("data", train=True, transform=prepare), batch_size=64, shuffle=True
    )
    val_loader = DataLoader(datasets.FashionMNIST("data", train=False, transform=prepare), batch_size=256)
    model = models.resnet18(num_classes=10).to(device)
    model.conv1 = nn.Conv2d(1, 64, 3, padding=1, bias=False).to(device)
    optimizer = torch.optim.RMSprop(model.parameters(), lr=0.005)
    criterion = nn.CrossEntropyLoss()

    def step(engine, batch):
        model.train()
        images, labels = batch[0].to(device), batch[1].to(device)
        if engine.state.iteration % 2 == 1:
            optimizer.zero_grad()
        loss = criterion(model(images), labels) / 2
        loss.backward()
        if engine.state.iteration % 2 == 0:
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        return loss.item()

    trainer = Engine(step)
    evaluator = create_supervised_evaluator(model, metrics={"accuracy": Accuracy()}, device=device)

    @trainer.on(Events.EPOCH_COMPLETED)
    def validate(engine):
        evaluator.run(val_loader)
        print(engine.state.epoch, evaluator.state.metrics["accuracy"])

    trainer.run(train_loader, max_epochs=5)


if __name__ == "__main__":
    main()
