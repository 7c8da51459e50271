# guards: engine
import torch
from monai.engines import SupervisedEvaluator, SupervisedTrainer
from monai.handlers import LrScheduleHandler, ValidationHandler
from monai.inferers import SimpleInferer
from monai.losses import DiceLoss
from monai.networks.nets import UNet
from monai.utils import set_determinism
from data import train_loader, val_loader

set_determinism(0)
device = torch.device("cuda")
net = UNet(spatial_dims=3, in_channels=1, out_channels=1, channels=(16, 32, 64), strides=(2, 2)).to(
    device
)
loss = DiceLoss(sigmoid=True)
optimizer = torch.optim.Adam(net.parameters(), 1e-3)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.1)
evaluator = SupervisedEvaluator(
    device=device, val_data_loader=val_loader, network=net, inferer=SimpleInferer()
)
trainer = SupervisedTrainer(
    device=device,
    max_epochs=5,
    train_data_loader=train_loader,
    network=net,
    optimizer=optimizer,
    loss_function=loss,
    inferer=SimpleInferer(),
    train_handlers=[LrScheduleHandler(lr_scheduler=scheduler), ValidationHandler(1, evaluator)],
    amp=True,
)
trainer.run()
