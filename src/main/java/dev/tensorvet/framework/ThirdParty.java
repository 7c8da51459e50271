package dev.tensorvet.framework;

import java.util.Set;

/** Libraries of which a few names are met in training programs. */
final class ThirdParty {

  /** Libraries whose classes are no modules, optimizers or loaders, whatever their names. */
  private static final String PLAIN =
      """
      absl albumentations cv2 datasets easydict einops gym gymnasium h5py hydra imageio librosa
      matplotlib mlflow mxnet networkx nltk numpy omegaconf optuna paddle pandas PIL plotly psutil
      pydantic pytest requests scipy seaborn sentencepiece setuptools skimage sklearn sympy tensorboard
      tensorboardX tokenizers tqdm wandb yacs yaml
      """;

  /** Packages whose classes are all optimizers. */
  private static final String OPTIMIZERS =
      """
      adabelief_pytorch adabound adamp adan_pytorch came_pytorch dadaptation galore_torch
      lion_pytorch madgrad prodigyopt pytorch_lamb pytorch_optimizer ranger21 schedulefree
      torch_optimizer
      """;

  private static final String OTHERS =
      """
      apex bitsandbytes catalyst colossalai composer cosine_annealing_warmup detectron2 dgl fairscale
      fastai ignite mmengine monai pl_bolts pytorch_fid segmentation_models_pytorch skorch torchaudio
      torchmetrics warmup_scheduler
      """;

  static final String TOP_LEVEL = PLAIN + OPTIMIZERS + OTHERS;

  private static final Set<String> NAMES = Set.copyOf(Framework.words(TOP_LEVEL));

  private ThirdParty() {}

  /** Whether no more than names is known of a library, by its top-level module. */
  static boolean isNamedAlone(String topLevelModule) {
    return NAMES.contains(topLevelModule);
  }

  static Framework framework() {
    Framework framework = Framework.empty().withoutModules(PLAIN);
    optimizers(framework);
    trainers(framework);
    transforms(framework);
    models(framework);
    return framework;
  }

  private static void optimizers(Framework framework) {
    framework
        .withMatching(
            Role.OPTIMIZER, "(" + String.join("|", Framework.words(OPTIMIZERS)) + ")\\.[A-Z]\\w*")
        .withMatching(
            Role.OPTIMIZER,
            "bitsandbytes\\.optim\\.(Paged)?(AdEMAMix|Adagrad|Adam|AdamW|LAMB|LARS|Lion|RMSprop|SGD)"
                + "(8bit|32bit)?")
        .classHome("bitsandbytes.optim", "bitsandbytes.optim")
        .with(
            Role.OPTIMIZER,
            "apex.optimizers",
            """
            FusedAdagrad FusedAdam FusedLAMB FusedMixedPrecisionLamb FusedNovoGrad FusedSGD
            """)
        .classHome("apex.optimizers", "apex.optimizers")
        .with(Role.OPTIMIZER, "fairscale.optim", "OSS")
        .with(Role.GRAD_SCALER, "fairscale.optim.grad_scaler", "ShardedGradScaler GradScaler")
        .with(
            Role.OPTIMIZER,
            "colossalai.nn.optimizer",
            "CPUAdam FusedAdam FusedLAMB HybridAdam Lamb")
        .with(Role.SCHEDULER, "warmup_scheduler", "GradualWarmupScheduler")
        .with(Role.SCHEDULER, "cosine_annealing_warmup", "CosineAnnealingWarmupRestarts")
        .with(Role.SCHEDULER, "pl_bolts.optimizers.lr_scheduler", "LinearWarmupCosineAnnealingLR");
  }

  private static void trainers(Framework framework) {
    framework
        .withMatching(Role.TRAINER, "catalyst\\.dl\\.\\w*Runner")
        .with(Role.TRAINER, "composer", "Trainer")
        .with(
            Role.TRAINER,
            "detectron2.engine",
            "DefaultTrainer SimpleTrainer AMPTrainer TrainerBase")
        .withMatching(Role.TRAINER, "fastai\\.([a-z]+\\.)*(Learner|\\w+_learner)")
        .with(Role.TRAINER, "ignite.engine", "Engine create_supervised_trainer")
        .with(Role.TRAINER, "mmengine.runner", "Runner FlexibleRunner")
        .with(Role.TRAINER, "monai.engines", "Trainer SupervisedTrainer GanTrainer")
        .withMatching(Role.TRAINER, "skorch\\.(\\w+\\.)?NeuralNet\\w*")
        .with(Role.ACCELERATOR, "colossalai.booster", "Booster")
        .home("ignite.engine", "engine")
        .home("mmengine.runner", "runner");
  }

  private static void transforms(Framework framework) {
    framework
        .withMatching(Role.TRANSFORM, "albumentations\\.(pytorch\\.)?[A-Z]\\w*")
        .classHome("albumentations.pytorch", "albumentations.pytorch")
        .classHome("albumentations", "albumentations");
  }

  private static void models(Framework framework) {
    framework
        .withMatching(Role.MODULE, Layers.INCEPTION.replace(".", "\\."))
        .with(Role.MODULE, "apex.parallel", "DistributedDataParallel SyncBatchNorm")
        .with(Role.MODULE, "apex.normalization", "FusedLayerNorm FusedRMSNorm MixedFusedLayerNorm")
        .with(
            Role.MODULE,
            "segmentation_models_pytorch",
            """
            DeepLabV3 DeepLabV3Plus DPT FPN Linknet MAnet PAN PSPNet Segformer Unet UnetPlusPlus
            UPerNet create_model
            """)
        .with(
            Role.LOSS,
            "segmentation_models_pytorch.losses",
            """
            DiceLoss FocalLoss JaccardLoss LovaszLoss MCCLoss SoftBCEWithLogitsLoss
            SoftCrossEntropyLoss TverskyLoss
            """)
        .with(Role.MODULE, "fairscale.nn", "FullyShardedDataParallel ShardedDataParallel")
        .classHome("fairscale.nn", "fairscale.nn")
        .withMatching(Role.MODULE, "dgl\\.nn(\\.pytorch)?\\.[A-Z]\\w*")
        .classHome("dgl.nn.pytorch", "dgl.nn.pytorch")
        .withMatching(Role.MODULE, "monai\\.networks\\.nets\\.[A-Z]\\w*")
        .withMatching(Role.LOSS, "monai\\.losses\\.[A-Z]\\w*")
        .classHome("monai.networks.nets", "monai.networks.nets")
        .classHome("monai.losses", "monai.losses")
        .with(Role.LOADER, "monai.data", "DataLoader ThreadDataLoader")
        .with(
            Role.DATASET,
            "monai.data",
            "CacheDataset Dataset IterableDataset PersistentDataset SmartCacheDataset")
        .extending(Framework.MODULE, "torchmetrics", "Metric MetricCollection");
  }
}
