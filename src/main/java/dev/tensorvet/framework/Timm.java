package dev.tensorvet.framework;

/** PyTorch Image Models. */
final class Timm {

  private Timm() {}

  static Framework framework() {
    return Framework.empty()
        .with(Role.MODULE, "timm", "create_model")
        .with(Role.TRANSFORM, "timm.data", "Mixup FastCollateMixup RandomErasing")
        .home("timm.data", "mixup random_erasing")
        .with(
            Role.MODULE,
            "timm.layers",
            """
            AdaptiveAvgMaxPool2d SelectAdaptivePool2d Attention AttentionRope Attention2d
            MultiQueryAttention2d AttentionPoolLatent AttentionPool2d RotAttentionPool2d BlurPool2d
            ClassifierHead NormMlpClassifierHead CondConv2d Conv2dSame ConvNormAct ConvBnAct
            DropBlock2d DropPath EcaModule CecaModule FilterResponseNormTlu2d GatherExcite
            GlobalContext HybridEmbed InplaceAbn LayerScale LayerScale2d Linear MixedConv2d Mlp GluMlp
            GatedMlp SwiGLU ConvMlp GlobalResponseNormMlp NonLocalAttn BatNonLocalAttn GroupNorm
            GroupNorm1 LayerNorm LayerNorm2d RmsNorm RmsNorm2d SimpleNorm BatchNormAct2d GroupNormAct
            LayerNormAct LayerNormAct2d SyncBatchNormAct PatchDropout PatchEmbed AvgPool2dSame
            RelPosMlp RelPosBias FourierEmbed RotaryEmbedding RotaryEmbeddingCat SEModule
            SqueezeExcite SelectiveKernel SeparableConv2d SeparableConvNormAct SpaceToDepth
            DepthToSpace SplitAttn SplitBatchNorm2d StdConv2d StdConv2dSame ScaledStdConv2d
            TestTimePoolHead Swish Mish Sigmoid Tanh HardSwish HardSigmoid PReLU GELU
            """)
        .with(
            Role.LOSS,
            "timm.loss",
            """
            AsymmetricLossMultiLabel AsymmetricLossSingleLabel BinaryCrossEntropy
            LabelSmoothingCrossEntropy SoftTargetCrossEntropy JsdCrossEntropy
            """)
        .with(
            Role.OPTIMIZER,
            "timm.optim",
            """
            AdaBelief Adafactor AdafactorBigVision Adahessian AdamP AdamWLegacy Adan Adopt Lamb
            LaProp Lars Lion Lookahead MADGRAD Mars Muon NAdamLegacy NAdamW NvNovoGrad RAdamLegacy
            RMSpropTF SGDP SGDW create_optimizer create_optimizer_v2
            """)
        .with(
            Role.SCHEDULER,
            "timm.scheduler",
            """
            CosineLRScheduler MultiStepLRScheduler PlateauLRScheduler PolyLRScheduler
            StepLRScheduler TanhLRScheduler Scheduler
            """)
        .plain(
            "timm.scheduler",
            """
            CosineLRScheduler MultiStepLRScheduler PlateauLRScheduler PolyLRScheduler
            StepLRScheduler TanhLRScheduler Scheduler
            """)
        .alias("timm.models.create_model", "timm.create_model")
        .alias("timm.models.factory.create_model", "timm.create_model")
        .alias("timm.models.layers", "timm.layers")
        .alias("timm.optim.Adam", "torch.optim.Adam")
        .alias("timm.optim.AdamW", "torch.optim.AdamW")
        .alias("timm.optim.NAdam", "torch.optim.NAdam")
        .alias("timm.optim.RAdam", "torch.optim.RAdam")
        .alias("timm.optim.SGD", "torch.optim.SGD")
        .alias("timm.optim.RMSprop", "torch.optim.RMSprop")
        .alias("timm.optim.Adadelta", "torch.optim.Adadelta")
        .alias("timm.optim.Adagrad", "torch.optim.Adagrad")
        .alias("timm.optim.Adamax", "torch.optim.Adamax")
        .home(
            "timm.optim",
            """
            adabelief adafactor adafactor_bv adahessian adamp adan adopt lamb laprop lars lion
            lookahead madgrad mars muon nadamw nvnovograd rmsprop_tf sgdp sgdw optim_factory
            _optim_factory
            """)
        .home(
            "timm.scheduler",
            "cosine_lr multistep_lr plateau_lr poly_lr step_lr tanh_lr scheduler scheduler_factory")
        .home("timm.loss", "asymmetric_loss binary_cross_entropy cross_entropy jsd")
        .classHome("timm.layers", "timm.layers");
  }
}
