package dev.tensorvet.framework;

import java.util.Set;

/** PyTorch: <a href="https://docs.pytorch.org/docs/stable/">its documentation</a>. */
final class Torch {

  private static final String MODULES =
      """
      Module Identity Linear Bilinear LazyLinear

      Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d LazyConv1d LazyConv2d
      LazyConv3d LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d Unfold Fold

      MaxPool1d MaxPool2d MaxPool3d MaxUnpool1d MaxUnpool2d MaxUnpool3d AvgPool1d AvgPool2d
      AvgPool3d FractionalMaxPool2d FractionalMaxPool3d LPPool1d LPPool2d LPPool3d AdaptiveMaxPool1d
      AdaptiveMaxPool2d AdaptiveMaxPool3d AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d

      ReflectionPad1d ReflectionPad2d ReflectionPad3d ReplicationPad1d ReplicationPad2d
      ReplicationPad3d ZeroPad1d ZeroPad2d ZeroPad3d ConstantPad1d ConstantPad2d ConstantPad3d
      CircularPad1d CircularPad2d CircularPad3d

      ELU Hardshrink Hardsigmoid Hardtanh Hardswish LeakyReLU LogSigmoid MultiheadAttention PReLU
      ReLU ReLU6 RReLU SELU CELU GELU Sigmoid SiLU Mish Softplus Softshrink Softsign Tanh Tanhshrink
      Threshold GLU Softmin Softmax Softmax2d LogSoftmax AdaptiveLogSoftmaxWithLoss

      BatchNorm1d BatchNorm2d BatchNorm3d LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d GroupNorm
      SyncBatchNorm InstanceNorm1d InstanceNorm2d InstanceNorm3d LazyInstanceNorm1d
      LazyInstanceNorm2d LazyInstanceNorm3d LayerNorm LocalResponseNorm CrossMapLRN2d RMSNorm

      RNNBase RNN LSTM GRU RNNCellBase RNNCell LSTMCell GRUCell Transformer TransformerEncoder
      TransformerDecoder TransformerEncoderLayer TransformerDecoderLayer

      Dropout Dropout1d Dropout2d Dropout3d AlphaDropout FeatureAlphaDropout Embedding EmbeddingBag
      CosineSimilarity PairwiseDistance PixelShuffle PixelUnshuffle ChannelShuffle Upsample
      UpsamplingNearest2d UpsamplingBilinear2d Flatten Unflatten
      """;

  private static final String MODULE_FILES =
      """
      modules.activation modules.adaptive modules.batchnorm modules.channelshuffle
      modules.container modules.conv modules.distance modules.dropout modules.flatten modules.fold
      modules.instancenorm modules.lazy modules.linear modules.loss modules.module
      modules.normalization modules.padding modules.pixelshuffle modules.pooling modules.rnn
      modules.sparse modules.transformer modules.upsampling parameter
      """;

  /** Of a module, itself; classes below it may add to them. */
  private static final String MODULE_MEMBERS =
      """
      __init__ __call__ __getattr__ __setattr__ __delattr__ __setstate__ __repr__ __dir__ forward
      training dump_patches call_super_init T_destination register_buffer register_parameter
      add_module register_module get_submodule set_submodule get_parameter get_buffer
      get_extra_state set_extra_state apply cuda ipu xpu mtia cpu type float double half bfloat16
      to_empty to register_full_backward_pre_hook register_backward_hook
      register_full_backward_hook register_forward_pre_hook register_forward_hook
      register_state_dict_post_hook register_state_dict_pre_hook
      register_load_state_dict_pre_hook register_load_state_dict_post_hook state_dict
      load_state_dict parameters named_parameters buffers named_buffers children named_children
      modules named_modules train eval requires_grad_ zero_grad share_memory extra_repr compile
      """;

  private static final Set<String> MODULE_MEMBER_NAMES =
      Set.copyOf(Framework.words(MODULE_MEMBERS));

  private static final String LOSSES =
      """
      L1Loss MSELoss CrossEntropyLoss CTCLoss NLLLoss NLLLoss2d PoissonNLLLoss GaussianNLLLoss
      KLDivLoss BCELoss BCEWithLogitsLoss MarginRankingLoss HingeEmbeddingLoss MultiLabelMarginLoss
      HuberLoss SmoothL1Loss SoftMarginLoss MultiLabelSoftMarginLoss CosineEmbeddingLoss
      MultiMarginLoss TripletMarginLoss TripletMarginWithDistanceLoss
      """;

  /** Not public, but inherited from. */
  private static final String PRIVATE_BASES =
      "_BatchNorm _ConvNd _ConvTransposeNd _DropoutNd _InstanceNorm _NormBase";

  private static final String LOSS_FUNCTIONS =
      """
      l1_loss mse_loss cross_entropy ctc_loss nll_loss poisson_nll_loss gaussian_nll_loss kl_div
      binary_cross_entropy binary_cross_entropy_with_logits margin_ranking_loss
      hinge_embedding_loss multilabel_margin_loss huber_loss smooth_l1_loss soft_margin_loss
      multilabel_soft_margin_loss cosine_embedding_loss multi_margin_loss triplet_margin_loss
      triplet_margin_with_distance_loss
      """;

  private static final String FUNCTIONAL =
      """
      conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d conv_tbc unfold fold
      avg_pool1d avg_pool2d avg_pool3d max_pool1d max_pool2d max_pool3d max_pool1d_with_indices
      max_pool2d_with_indices max_pool3d_with_indices max_unpool1d max_unpool2d max_unpool3d
      lp_pool1d lp_pool2d lp_pool3d adaptive_max_pool1d adaptive_max_pool2d adaptive_max_pool3d
      adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d fractional_max_pool2d
      fractional_max_pool3d threshold threshold_ relu relu_ hardtanh hardtanh_ hardswish relu6 elu
      elu_ selu selu_ celu celu_ leaky_relu leaky_relu_ prelu rrelu rrelu_ glu gelu logsigmoid
      hardshrink tanhshrink softsign softplus softmin softmax softshrink gumbel_softmax log_softmax
      tanh sigmoid hardsigmoid silu mish batch_norm group_norm instance_norm layer_norm
      local_response_norm rms_norm normalize linear bilinear dropout alpha_dropout
      feature_alpha_dropout dropout1d dropout2d dropout3d embedding embedding_bag one_hot
      pairwise_distance cosine_similarity pdist pixel_shuffle pixel_unshuffle channel_shuffle pad
      interpolate upsample upsample_nearest upsample_bilinear grid_sample affine_grid
      scaled_dot_product_attention multi_head_attention_forward grouped_mm scaled_mm
      """;

  private static final String OPTIMIZERS =
      """
      Optimizer Adadelta Adafactor Adagrad Adam AdamW SparseAdam Adamax ASGD LBFGS Muon NAdam RAdam
      RMSprop Rprop SGD
      """;

  private static final String OPTIMIZER_FILES =
      """
      adadelta adafactor _adafactor adagrad adam adamax adamw asgd lbfgs muon _muon nadam optimizer
      radam rmsprop rprop sgd sparse_adam
      """;

  private static final String SCHEDULERS =
      """
      LRScheduler LambdaLR MultiplicativeLR StepLR MultiStepLR ConstantLR LinearLR ExponentialLR
      PolynomialLR CosineAnnealingLR ChainedScheduler SequentialLR ReduceLROnPlateau CyclicLR
      OneCycleLR CosineAnnealingWarmRestarts
      """;

  private static final String DISTRIBUTIONS =
      """
      AbsTransform AffineTransform Bernoulli Beta Binomial Categorical Cauchy Chi2
      ContinuousBernoulli Dirichlet Distribution Exponential ExponentialFamily FisherSnedecor Gamma
      GeneralizedPareto Geometric Gumbel HalfCauchy HalfNormal Independent InverseGamma Kumaraswamy
      LKJCholesky Laplace LogNormal LogisticNormal LowRankMultivariateNormal MixtureSameFamily
      Multinomial MultivariateNormal NegativeBinomial Normal OneHotCategorical
      OneHotCategoricalStraightThrough Pareto Poisson RelaxedBernoulli RelaxedOneHotCategorical
      StudentT Transform TransformedDistribution Uniform VonMises Weibull Wishart
      """;

  private Torch() {}

  /** Whether every module has a member of this name. */
  static boolean isModuleMember(String name) {
    return MODULE_MEMBER_NAMES.contains(name);
  }

  static Framework framework() {
    Framework torch = Framework.empty();
    modules(torch);
    training(torch);
    data(torch);
    return torch
        .plain("torch.autograd", "Function")
        .with(Role.AUTOGRAD_FUNCTION, "torch.autograd", "Function")
        .alias("torch.autograd.function", "torch.autograd")
        .alias("torch.autograd.variable", "torch.autograd")
        .alias("torch.autograd.grad_mode", "torch.autograd")
        .alias("torch.autograd.no_grad", "torch.no_grad")
        .alias("torch.autograd.enable_grad", "torch.enable_grad")
        .alias("torch.autograd.set_grad_enabled", "torch.set_grad_enabled")
        .alias("torch.autograd.inference_mode", "torch.inference_mode")
        .alias("torch._tensor.Tensor", "torch.Tensor")
        .alias("torch.tensor.Tensor", "torch.Tensor")
        .alias("torch.functional", "torch")
        .plain("torch.fx", "GraphModule Interpreter Proxy Tracer Transformer")
        .extending(Framework.MODULE, "torch.fx", "GraphModule")
        .plain("torch.distributions", DISTRIBUTIONS)
        .names("torch.distributions", "kl_divergence register_kl biject_to transform_to")
        .classHome("torch.distributions", "torch.distributions")
        .plain("torch", "Tensor Generator Size device dtype")
        .names(
            "torch",
            """
            arange argmax as_tensor bmm cat chunk clamp compile cos dot einsum empty exp eye
            from_numpy full gather linspace load log manual_seed matmul max mean min mm no_grad norm
            ones ones_like rand randint randn randn_like randperm reshape save sigmoid sin softmax
            split sqrt squeeze stack sum tanh tensor transpose unsqueeze where zeros zeros_like
            """);
  }

  private static void modules(Framework torch) {
    torch
        .with(Role.MODULE, "torch.nn", MODULES)
        .plain("torch.nn", "Module")
        .with(Role.LOSS, "torch.nn", LOSSES)
        .with(Role.MODULE, "torch.nn", PRIVATE_BASES)
        .with(Role.LOSS, "torch.nn", "_Loss _WeightedLoss")
        .with(Role.CONTAINER, "torch.nn", "Sequential ModuleList ModuleDict")
        .with(Role.MODULE, "torch.nn", "Container ParameterList ParameterDict DataParallel")
        .with(
            Role.PARAMETER,
            "torch.nn",
            "Parameter UninitializedParameter Buffer UninitializedBuffer")
        .with(Role.LOSS_FUNCTION, "torch.nn.functional", LOSS_FUNCTIONS)
        .members(Framework.MODULE, MODULE_MEMBER_NAMES)
        .names(
            "torch.nn", "functional init modules parallel parameter utils attention qat quantized")
        .names("torch.nn.functional", FUNCTIONAL)
        .complete("torch.nn torch.nn.functional")
        .home("torch.nn", MODULE_FILES)
        .classHome("torch.nn.modules", "torch.nn")
        .with(Role.MODULE, "torch.nn.parallel", "DistributedDataParallel")
        .alias("torch.nn.parallel.DataParallel", "torch.nn.DataParallel")
        .home("torch.nn.parallel", "distributed data_parallel")
        .home("torch.nn.utils", "clip_grad weight_norm spectral_norm convert_parameters")
        .with(Role.MODULE, "torch.distributed.fsdp", "FullyShardedDataParallel")
        .home("torch.distributed.fsdp", "fully_sharded_data_parallel");
  }

  private static void training(Framework torch) {
    torch
        .with(Role.OPTIMIZER, "torch.optim", OPTIMIZERS)
        .plain("torch.optim", "Optimizer")
        .names("torch.optim", "lr_scheduler swa_utils")
        .complete("torch.optim torch.optim.lr_scheduler")
        .home("torch.optim", OPTIMIZER_FILES)
        .home("torch.optim", "_multi_tensor")
        .with(Role.SCHEDULER, "torch.optim.lr_scheduler", SCHEDULERS)
        .plain("torch.optim.lr_scheduler", "LRScheduler")
        .names("torch.optim.lr_scheduler", "_LRScheduler")
        .alias("torch.optim.lr_scheduler._LRScheduler", Framework.SCHEDULER)
        .with(Role.SCHEDULER, "torch.optim.swa_utils", "SWALR")
        .with(Role.MODULE, "torch.optim.swa_utils", "AveragedModel")
        .with(Role.OPTIMIZER, "torch.distributed.optim", "ZeroRedundancyOptimizer")
        .home("torch.distributed.optim", "zero_redundancy_optimizer")
        .with(Role.GRAD_SCALER, "torch.amp", "GradScaler")
        .with(Role.GRAD_SCALER, "torch.cuda.amp", "GradScaler")
        .extending("torch.amp.GradScaler", "torch.cuda.amp", "GradScaler")
        .home("torch.amp", "grad_scaler autocast_mode")
        .home("torch.cuda.amp", "grad_scaler autocast_mode")
        .alias("torch.autocast", "torch.amp.autocast")
        .with(Role.GRAD_SCALER, "torch.distributed.fsdp.sharded_grad_scaler", "ShardedGradScaler");
  }

  private static void data(Framework torch) {
    torch
        .with(Role.LOADER, "torch.utils.data", "DataLoader")
        .with(
            Role.DATASET,
            "torch.utils.data",
            """
            Dataset IterableDataset TensorDataset Subset ConcatDataset StackDataset ChainDataset
            """)
        .plain("torch.utils.data", "Dataset")
        .with(
            Role.SAMPLER,
            "torch.utils.data",
            """
            BatchSampler DistributedSampler RandomSampler Sampler SequentialSampler
            SubsetRandomSampler WeightedRandomSampler
            """)
        .names(
            "torch.utils.data",
            """
            IterDataPipe MapDataPipe DFIterDataPipe DataChunk default_collate default_convert
            get_worker_info random_split argument_validation functional_datapipe
            guaranteed_datapipes_determinism non_deterministic runtime_validation
            runtime_validation_disabled SharedDict SharedList
            """)
        .complete("torch.utils.data")
        .home("torch.utils.data", "dataloader dataset distributed sampler _utils.collate");
  }
}
