# guards: engine
from detectron2.config import get_cfg
from detectron2.engine import DefaultTrainer, HookBase, SimpleTrainer
from detectron2.evaluation import COCOEvaluator
import torch


class ValLoss(HookBase):
    def __init__(self, loader, period):
        self.loader = loader
        self.period = period

    def after_step(self):
        if (self.trainer.iter + 1) % self.period:
            return
        total = 0
        with torch.no_grad():
            for batch in self.loader:
                losses = self.trainer.model(batch)
                total += sum(losses.values()).item()
        self.trainer.storage.put_scalar("val_loss", total / len(self.loader))


class Accumulating(SimpleTrainer):
    def run_step(self):
        self.optimizer.zero_grad()
        for _ in range(4):
            data = next(self._data_loader_iter)
            losses = sum(self.model(data).values()) / 4
            losses.backward()
        self.optimizer.step()


class Trainer(DefaultTrainer):
    @classmethod
    def build_evaluator(cls, cfg, name):
        return COCOEvaluator(name, output_dir=cfg.OUTPUT_DIR)


cfg = get_cfg()
cfg.SEED = 1
trainer = Trainer(cfg)
trainer.resume_or_load(resume=False)
trainer.train()
