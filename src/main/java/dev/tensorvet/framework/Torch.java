package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PyTorch: <a href="https://docs.pytorch.org/docs/stable/">its documentation</a>. */
final class Torch {

  private static final String MODULES =
      """
      Identity Linear Bilinear LazyLinear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d
      ConvTranspose3d LazyConv1d LazyConv2d LazyConv3d LazyConvTranspose1d LazyConvTranspose2d
      LazyConvTranspose3d Unfold Fold MaxPool1d MaxPool2d MaxPool3d MaxUnpool1d MaxUnpool2d
      MaxUnpool3d AvgPool1d AvgPool2d AvgPool3d FractionalMaxPool2d FractionalMaxPool3d LPPool1d
      LPPool2d LPPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d AdaptiveAvgPool1d
      AdaptiveAvgPool2d AdaptiveAvgPool3d ReflectionPad1d ReflectionPad2d ReflectionPad3d
      ReplicationPad1d ReplicationPad2d ReplicationPad3d ZeroPad1d ZeroPad2d ZeroPad3d
      ConstantPad1d ConstantPad2d ConstantPad3d CircularPad1d CircularPad2d CircularPad3d ELU
      Hardshrink Hardsigmoid Hardtanh Hardswish LeakyReLU LogSigmoid MultiheadAttention PReLU ReLU
      ReLU6 RReLU SELU CELU GELU Sigmoid SiLU Mish Softplus Softshrink Softsign Tanh Tanhshrink
      Threshold GLU Softmin Softmax Softmax2d LogSoftmax AdaptiveLogSoftmaxWithLoss BatchNorm1d
      BatchNorm2d BatchNorm3d LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d GroupNorm
      SyncBatchNorm InstanceNorm1d InstanceNorm2d InstanceNorm3d LazyInstanceNorm1d
      LazyInstanceNorm2d LazyInstanceNorm3d LayerNorm LocalResponseNorm RMSNorm CrossMapLRN2d
      RNNBase RNN LSTM GRU RNNCell LSTMCell GRUCell Transformer TransformerEncoder
      TransformerDecoder TransformerEncoderLayer TransformerDecoderLayer Dropout Dropout1d Dropout2d
      Dropout3d AlphaDropout FeatureAlphaDropout Embedding EmbeddingBag CosineSimilarity
      PairwiseDistance PixelShuffle PixelUnshuffle Upsample UpsamplingNearest2d
      UpsamplingBilinear2d ChannelShuffle Flatten Unflatten Module
      """;

  private static final String LOSSES =
      """
      L1Loss MSELoss CrossEntropyLoss CTCLoss NLLLoss NLLLoss2d PoissonNLLLoss GaussianNLLLoss
      KLDivLoss BCELoss BCEWithLogitsLoss MarginRankingLoss HingeEmbeddingLoss MultiLabelMarginLoss
      HuberLoss SmoothL1Loss SoftMarginLoss MultiLabelSoftMarginLoss CosineEmbeddingLoss
      MultiMarginLoss TripletMarginLoss TripletMarginWithDistanceLoss
      """;

  private static final String CONTAINERS = "Sequential ModuleList ModuleDict";

  private static final String OPTIMIZERS =
      """
      Optimizer Adadelta Adafactor Adagrad Adam AdamW SparseAdam Adamax ASGD LBFGS Muon NAdam RAdam
      RMSprop Rprop SGD
      """;

  private static final String SCHEDULERS =
      """
      LRScheduler _LRScheduler LambdaLR MultiplicativeLR StepLR MultiStepLR ConstantLR LinearLR
      ExponentialLR PolynomialLR CosineAnnealingLR ChainedScheduler SequentialLR ReduceLROnPlateau
      CyclicLR OneCycleLR CosineAnnealingWarmRestarts
      """;

  private static final String FUNCTIONAL =
      """
      conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d unfold fold avg_pool1d
      avg_pool2d avg_pool3d max_pool1d max_pool2d max_pool3d adaptive_avg_pool1d adaptive_avg_pool2d
      adaptive_max_pool1d adaptive_max_pool2d relu relu_ relu6 elu selu celu leaky_relu prelu gelu
      silu mish softplus softshrink softsign hardtanh hardswish hardsigmoid sigmoid tanh softmax
      softmin log_softmax gumbel_softmax batch_norm group_norm instance_norm layer_norm rms_norm
      normalize linear bilinear dropout dropout2d dropout3d alpha_dropout embedding embedding_bag
      one_hot pairwise_distance cosine_similarity binary_cross_entropy
      binary_cross_entropy_with_logits cross_entropy ctc_loss kl_div l1_loss mse_loss nll_loss
      smooth_l1_loss huber_loss triplet_margin_loss pixel_shuffle pad interpolate upsample
      grid_sample affine_grid scaled_dot_product_attention
      """;

  private Torch() {}

  static Framework framework() {
    Map<String, Role> roles = new HashMap<>();
    put(roles, "torch.nn.", MODULES, Role.MODULE);
    put(roles, "torch.nn.", LOSSES, Role.LOSS);
    put(roles, "torch.nn.", CONTAINERS, Role.CONTAINER);
    put(roles, "torch.nn.", "Parameter UninitializedParameter Buffer", Role.PARAMETER);
    put(roles, "torch.optim.", OPTIMIZERS, Role.OPTIMIZER);
    put(roles, "torch.optim.lr_scheduler.", SCHEDULERS, Role.SCHEDULER);
    put(roles, "torch.optim.swa_utils.", "SWALR", Role.SCHEDULER);
    put(roles, "torch.optim.swa_utils.", "AveragedModel", Role.MODULE);
    put(roles, "torch.distributed.optim.", "ZeroRedundancyOptimizer", Role.OPTIMIZER);
    put(roles, "torch.amp.", "GradScaler", Role.GRAD_SCALER);
    put(roles, "torch.utils.data.", "DataLoader", Role.LOADER);
    put(
        roles,
        "torch.utils.data.",
        "Dataset IterableDataset TensorDataset Subset ConcatDataset StackDataset ChainDataset",
        Role.DATASET);
    put(roles, "torch.autograd.", "Function", Role.AUTOGRAD_FUNCTION);

    Map<String, String> homes = new HashMap<>();
    for (String part :
        List.of(
            "activation", "batchnorm", "container", "conv", "distance", "dropout", "flatten", "fold",
            "instancenorm", "linear", "loss", "module", "normalization", "padding", "pixelshuffle",
            "pooling", "rnn", "sparse", "transformer", "upsampling", "channelshuffle", "adaptive")) {
      homes.put("torch.nn.modules." + part, "torch.nn");
    }
    homes.put("torch.nn.modules", "torch.nn");
    homes.put("torch.nn.parameter", "torch.nn");
    homes.put("torch.nn.parallel.distributed", "torch.nn.parallel");
    homes.put("torch.nn.parallel.data_parallel", "torch.nn.parallel");
    homes.put("torch.nn.utils.clip_grad", "torch.nn.utils");
    for (String part :
        List.of(
            "adadelta", "adafactor", "adagrad", "adam", "adamw", "adamax", "asgd", "lbfgs", "nadam",
            "optimizer", "radam", "rmsprop", "rprop", "sgd", "sparse_adam")) {
      homes.put("torch.optim." + part, "torch.optim");
    }
    homes.put("torch.cuda.amp", "torch.amp");
    homes.put("torch.cuda.amp.grad_scaler", "torch.amp");
    homes.put("torch.amp.grad_scaler", "torch.amp");
    homes.put("torch.utils.data.dataset", "torch.utils.data");
    homes.put("torch.utils.data.dataloader", "torch.utils.data");
    homes.put("torch.autograd.function", "torch.autograd");
    return new Framework(
        roles,
        homes,
        List.of(
            "torch",
            "torch.nn",
            "torch.nn.functional",
            "torch.optim",
            "torch.optim.lr_scheduler",
            "torch.utils.data"),
        Map.of("torch.nn.functional", List.of(FUNCTIONAL.strip().split("\\s+"))));
  }

  static void put(Map<String, Role> roles, String prefix, String names, Role role) {
    for (String name : names.strip().split("\\s+")) {
      roles.put(prefix + name, role);
    }
  }
}
