package dev.tensorvet.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameworksTest {

  private final Frameworks frameworks = Frameworks.all();

  @ParameterizedTest
  @CsvSource({
    "torch.nn.Linear, torch.nn.Linear",
    "torch.nn.modules.Linear, torch.nn.Linear",
    "torch.nn.modules.linear.Linear, torch.nn.Linear",
    "torch.nn.modules.module.Module.forward, torch.nn.Module.forward",
    "torch.nn.modules.loss._Loss, torch.nn._Loss",
    "torch.nn.modules.utils._pair, torch.nn.modules.utils._pair",
    "torch.nn.modules.linear, torch.nn.modules.linear",
    "torch.nn.parameter.Parameter, torch.nn.Parameter",
    "torch.nn.parallel.DataParallel, torch.nn.DataParallel",
    "torch.nn.parallel.distributed.DistributedDataParallel,"
        + " torch.nn.parallel.DistributedDataParallel",
    "torch.nn.utils.clip_grad.clip_grad_norm_, torch.nn.utils.clip_grad_norm_",
    "torch.nn.utils.weight_norm, torch.nn.utils.weight_norm",
    "torch.nn.utils.rnn.pad_sequence, torch.nn.utils.rnn.pad_sequence",
    "torch.optim.adamw.AdamW, torch.optim.AdamW",
    "torch.optim.lr_scheduler._LRScheduler, torch.optim.lr_scheduler.LRScheduler",
    "torch.cuda.amp.GradScaler, torch.cuda.amp.GradScaler",
    "torch.cuda.amp.grad_scaler.GradScaler, torch.cuda.amp.GradScaler",
    "torch.autocast, torch.amp.autocast",
    "torch.autograd.grad_mode.no_grad, torch.no_grad",
    "torch.autograd.variable.Variable, torch.autograd.Variable",
    "torch.utils.data.dataloader.DataLoader, torch.utils.data.DataLoader",
    "torch.distributions.normal.Normal, torch.distributions.Normal",
    "torch.distributions.kl.kl_divergence, torch.distributions.kl.kl_divergence",
    "torchvision.models.resnet.resnet50, torchvision.models.resnet50",
    "torchvision.models.resnet, torchvision.models.resnet",
    "torchvision.transforms.transforms.Compose, torchvision.transforms.Compose",
    "torchvision.transforms.v2.Compose, torchvision.transforms.v2.Compose",
    "pytorch_lightning, lightning",
    "pytorch_lightning.LightningModule, lightning.LightningModule",
    "pytorch_lightning.core.lightning.LightningModule, lightning.LightningModule",
    "lightning.pytorch.LightningModule, lightning.LightningModule",
    "lightning.pytorch.callbacks.ModelCheckpoint, lightning.callbacks.ModelCheckpoint",
    "pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint,"
        + " lightning.callbacks.ModelCheckpoint",
    "lightning_fabric.Fabric, lightning.Fabric",
    "lightning.fabric.Fabric, lightning.Fabric",
    "transformers.optimization.AdamW, transformers.AdamW",
    "transformers.models.bert.modeling_bert.BertModel, transformers.BertModel",
    "transformers.modeling_bert.BertModel, transformers.BertModel",
    "timm.models.layers.DropPath, timm.layers.DropPath",
    "timm.models.layers.drop.DropPath, timm.layers.DropPath",
    "timm.optim.optim_factory.create_optimizer, timm.optim.create_optimizer",
    "timm.optim.AdamW, torch.optim.AdamW",
    "torch_geometric.nn.conv.gcn_conv.GCNConv, torch_geometric.nn.GCNConv",
    "torch_geometric.data.DataLoader, torch_geometric.loader.DataLoader",
    "bitsandbytes.optim.adamw.AdamW8bit, bitsandbytes.optim.AdamW8bit",
    "numpy.linalg.norm, numpy.linalg.norm",
    "nobody.knows.This, nobody.knows.This",
  })
  void canonicalNames(String name, String canonical) {
    assertThat(frameworks.canonical(name)).isEqualTo(canonical);
    assertThat(frameworks.canonical(canonical)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "torch.nn.Conv2d, MODULE",
    "torch.nn.Sequential, CONTAINER",
    "torch.nn.CrossEntropyLoss, LOSS",
    "torch.nn.functional.cross_entropy, LOSS_FUNCTION",
    "torch.nn.Parameter, PARAMETER",
    "torch.optim.SGD, OPTIMIZER",
    "torch.optim.lr_scheduler.StepLR, SCHEDULER",
    "torch.cuda.amp.GradScaler, GRAD_SCALER",
    "torch.utils.data.DataLoader, LOADER",
    "torch.utils.data.TensorDataset, DATASET",
    "torch.autograd.Function, AUTOGRAD_FUNCTION",
    "torchvision.models.resnet50, MODULE",
    "torchvision.models.detection.fasterrcnn_resnet50_fpn, MODULE",
    "torchvision.datasets.CIFAR10, DATASET",
    "torchvision.transforms.Normalize, TRANSFORM",
    "lightning.LightningModule, LIGHTNING_MODULE",
    "lightning.LightningDataModule, DATA_MODULE",
    "lightning.Trainer, TRAINER",
    "accelerate.Accelerator, ACCELERATOR",
    "deepspeed.DeepSpeedEngine, ENGINE",
    "transformers.BertForSequenceClassification.from_pretrained, MODULE",
    "transformers.AutoModel.from_pretrained, MODULE",
    "transformers.GPT2LMHeadModel, MODULE",
    "transformers.Seq2SeqTrainer, TRAINER",
    "transformers.get_linear_schedule_with_warmup, SCHEDULER",
    "trl.SFTTrainer, TRAINER",
    "timm.create_model, MODULE",
    "timm.optim.Lamb, OPTIMIZER",
    "lion_pytorch.Lion, OPTIMIZER",
    "bitsandbytes.optim.PagedAdamW8bit, OPTIMIZER",
    "apex.optimizers.FusedAdam, OPTIMIZER",
    "torch_geometric.nn.GATConv, MODULE",
    "torch_geometric.loader.NeighborLoader, LOADER",
  })
  void roles(String name, Role role) {
    assertThat(frameworks.role(name)).contains(role);
  }

  @ParameterizedTest
  @CsvSource({
    "transformers.BertTokenizer",
    "transformers.BertConfig",
    "transformers.BertTokenizer.from_pretrained",
    "transformers.TFBertModel",
    "transformers.DataCollatorForLanguageModeling",
    "torchvision.models.list_models",
    "torch.tensor",
    "numpy.array",
    "nobody.Model",
  })
  void namesWithoutARole(String name) {
    assertThat(frameworks.role(name)).isEmpty();
  }

  @Test
  void classesAboveAreKnownOrSaidToBeUnknown() {
    assertThat(frameworks.superclasses("torch.nn.Linear")).contains(List.of("torch.nn.Module"));
    assertThat(frameworks.superclasses("torch.nn.Module")).contains(List.of());
    assertThat(frameworks.superclasses("torch.optim.Adam"))
        .contains(List.of("torch.optim.Optimizer"));
    assertThat(frameworks.superclasses("typing.Generic")).contains(List.of());
    assertThat(frameworks.superclasses("argparse.Namespace")).contains(List.of());
    assertThat(frameworks.superclasses("gym.Env")).contains(List.of());
    assertThat(frameworks.superclasses("torch.nn.Nobody")).isEqualTo(Optional.empty());
    assertThat(frameworks.superclasses("nobody.Class")).isEqualTo(Optional.empty());
  }

  @Test
  void starImportsBringWhatIsListed() {
    assertThat(frameworks.exports("torch.nn", "Linear")).isEqualTo(Proof.YES);
    assertThat(frameworks.exports("torch.nn", "functional")).isEqualTo(Proof.YES);
    assertThat(frameworks.exports("torch.nn", "_ConvNd")).isEqualTo(Proof.NO);
    assertThat(frameworks.exports("torch.nn", "nobody")).isEqualTo(Proof.NO);
    assertThat(frameworks.exports("torch.nn.modules", "Linear")).isEqualTo(Proof.YES);
    assertThat(frameworks.exports("pytorch_lightning", "LightningModule")).isEqualTo(Proof.YES);
    assertThat(frameworks.exports("numpy", "array")).isEqualTo(Proof.UNKNOWN);
    assertThat(frameworks.exports("nobody", "x")).isEqualTo(Proof.UNKNOWN);
  }

  @Test
  void whatAModuleHasIsKnown() {
    assertThat(frameworks.defines("torch.nn.Module", "forward")).isEqualTo(Proof.YES);
    assertThat(frameworks.defines("torch.nn.Module", "training_step")).isEqualTo(Proof.NO);
    assertThat(frameworks.defines("torch.nn.Module", "_anything")).isEqualTo(Proof.UNKNOWN);
    assertThat(frameworks.defines("torch.nn.Linear", "forward")).isEqualTo(Proof.UNKNOWN);
  }
}
