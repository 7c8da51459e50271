package dev.tensorvet.framework;

/** What PyTorch gave up. Each version was looked up in what that version holds. */
final class RetiredTorch {

  static final String ROWS =
      """
      @https://github.com/pytorch/pytorch/releases/tag/v1.9.0
      function | torch.solve | 1.9 | 1.12 | use `torch.linalg.solve(A, B)`, which takes the arguments in the other order | -
      function | torch.symeig | 1.9 | 2.0 | use `torch.linalg.eigh`, which reads the lower triangle unless it is told `UPLO="U"` | -
      function | torch.eig | 1.9 | 1.13 | use `torch.linalg.eig`, whose result is complex | -
      function | torch.lstsq | 1.9 | 1.13 | use `torch.linalg.lstsq(A, B)`, which takes the arguments in the other order | -
      function | torch.matrix_rank | 1.8 | 1.13 | use `torch.linalg.matrix_rank` | -
      function | torch.qr | 1.8 | - | use `torch.linalg.qr` | -
      function | torch.cholesky | 1.9 | - | use `torch.linalg.cholesky` | -
      function | torch.svd | 1.8 | - | use `torch.linalg.svd`, whose third result is transposed | -
      function | torch.chain_matmul | 1.9 | - | use `torch.linalg.multi_dot`, which takes a list | -
      member | torch.utils.data.DataLoader.__iter__.next | - | 1.13 | use the built-in function `next` | -
      method | solve | 1.9 | 1.12 | use `torch.linalg.solve(A, B)`, which takes the arguments in the other order | -
      method | symeig | 1.9 | 2.0 | use `torch.linalg.eigh`, which reads the lower triangle unless it is told `UPLO="U"` | -
      method | eig | 1.9 | 1.13 | use `torch.linalg.eig`, whose result is complex | -
      method | lstsq | 1.9 | 1.13 | use `torch.linalg.lstsq(A, B)`, which takes the arguments in the other order | -
      method | qr | 1.8 | - | use `torch.linalg.qr` | -
      @https://github.com/pytorch/pytorch/releases/tag/v1.11.0
      function | torch.triangular_solve | 1.11 | - | use `torch.linalg.solve_triangular`, which takes the arguments in the other order | -
      missing | torch.meshgrid(indexing) | 1.10 | - | say `indexing="ij"`, which is what it does | 1.10 indexing="ij"
      missing | torch.stft(return_complex) | 1.8 | 2.0 | say `return_complex=True`, and compute with complex numbers | -
      @https://docs.pytorch.org/docs/1.12/generated/torch.lu.html
      function | torch.lu | 1.12 | - | use `torch.linalg.lu_factor` | -
      function | torch.lu_solve | 1.12 | - | use `torch.linalg.lu_solve`, which takes the arguments in another order | -
      @https://docs.pytorch.org/docs/stable/generated/torch.ger.html
      function | torch.ger | 1.8 | - | use `torch.outer` | 1.8 torch.outer
      method | ger | 1.8 | - | use `torch.outer` | -
      @https://docs.pytorch.org/docs/stable/generated/torch.norm.html
      function | torch.norm | 1.9 | - | use `torch.linalg.vector_norm` or `torch.linalg.matrix_norm` | -
      @https://docs.pytorch.org/docs/stable/generated/torch.nn.UpsamplingBilinear2d.html
      class | torch.nn.UpsamplingNearest2d | 0.4.1 | - | use `torch.nn.Upsample` | -
      class | torch.nn.UpsamplingBilinear2d | 0.4.1 | - | use `torch.nn.Upsample` with `mode="bilinear"` and `align_corners=True` | -
      @https://github.com/pytorch/pytorch/releases/tag/v2.4.0
      function | torch.{get_autocast_gpu_dtype get_autocast_cpu_dtype} | 2.4 | - | use `torch.get_autocast_dtype`, which takes the device | -
      function | torch.{set_autocast_gpu_dtype set_autocast_cpu_dtype} | 2.4 | - | use `torch.set_autocast_dtype`, which takes the device | -
      function | torch.is_autocast_cpu_enabled | 2.4 | - | use `torch.is_autocast_enabled("cpu")` | -
      @https://github.com/pytorch/pytorch/releases/tag/v1.7.0
      function | torch.{rfft irfft ifft} | 1.7 | 1.8 | use the functions of `torch.fft` | -
      method | rfft | 1.7 | 1.8 | use the functions of `torch.fft` | -
      method | irfft | 1.7 | 1.8 | use the functions of `torch.fft` | -
      function | torch.range | 1.4 | - | use `torch.arange`, which leaves the end out | -
      @https://github.com/pytorch/pytorch/releases/tag/v2.0.0
      module | torch._six | - | 2.0 | use Python's own names, and `torch.inf` | -
      function | functorch.{grad grad_and_value vjp jvp jacrev jacfwd hessian functionalize} | 2.0 | - | use `torch.func.*` | 2.0 torch.func.*
      function | functorch.vmap | 2.0 | - | use `torch.vmap` | 2.0 torch.vmap
      function | functorch.{make_functional make_functional_with_buffers} | 2.0 | - | use `torch.func.functional_call` | -
      function | torch.nn.utils.stateless.functional_call | 2.0 | - | use `torch.func.functional_call` | 2.0 torch.func.functional_call
      @https://github.com/pytorch/pytorch/releases/tag/v2.4.0
      class | torch.cuda.amp.GradScaler | 2.4 | - | use `torch.amp.GradScaler("cuda")` | 2.3 torch.amp.GradScaler("cuda", ...)
      class | torch.cpu.amp.GradScaler | 2.4 | - | use `torch.amp.GradScaler("cpu")` | 2.3 torch.amp.GradScaler("cpu", ...)
      class | torch.cuda.amp.autocast | 2.4 | - | use `torch.amp.autocast("cuda")` | 1.12 torch.amp.autocast("cuda", enabled=, dtype=, cache_enabled=)
      class | torch.cpu.amp.autocast | 2.4 | - | use `torch.amp.autocast("cpu")` | 1.12 torch.amp.autocast("cpu", enabled=, dtype=, cache_enabled=)
      function | torch.cuda.amp.{custom_fwd custom_bwd} | 2.4 | - | use `torch.amp.*(device_type="cuda")` | 2.4 torch.amp.*(device_type="cuda")
      @https://github.com/pytorch/pytorch/releases/tag/v2.2.0
      keyword | torch.optim.lr_scheduler.{LambdaLR MultiplicativeLR StepLR MultiStepLR ConstantLR LinearLR ExponentialLR SequentialLR PolynomialLR CosineAnnealingLR ReduceLROnPlateau CyclicLR CosineAnnealingWarmRestarts OneCycleLR}(verbose) | 2.2 | 2.7 | print `get_last_lr()` where it is wanted | 0 -
      @https://github.com/pytorch/pytorch/releases/tag/v2.1.0
      function | torch.set_default_tensor_type | 2.1 | - | use `torch.set_default_dtype` and `torch.set_default_device` | -
      function | torch.nn.utils.weight_norm | 2.1 | - | use `torch.nn.utils.parametrizations.weight_norm`, whose parameters have other names in a state dict | -
      function | torch.has_cuda | 2.1 | - | use `torch.backends.cuda.is_built()` | -
      function | torch.has_mps | 2.1 | - | use `torch.backends.mps.is_built()` | -
      function | torch.has_cudnn | 2.1 | - | use `torch.backends.cudnn.is_available()` | -
      @https://github.com/pytorch/pytorch/pull/112111
      function | torch.utils._pytree._register_pytree_node | 2.2 | - | use `torch.utils._pytree.register_pytree_node` | 2.2 torch.utils._pytree.register_pytree_node
      @https://github.com/pytorch/pytorch/releases/tag/v2.3.0
      function | torch.backends.cuda.sdp_kernel | 2.3 | - | use `torch.nn.attention.sdpa_kernel`, which takes a list of backends | -
      @https://github.com/pytorch/pytorch/blob/v2.2.0/torch/distributed/distributed_c10d.py
      function | torch.distributed.{all_reduce_multigpu broadcast_multigpu reduce_multigpu all_gather_multigpu reduce_scatter_multigpu} | - | 2.2 | run one process for each device | -
      @https://github.com/pytorch/pytorch/blob/v1.13.0/torch/distributed/distributed_c10d.py
      function | torch.distributed.reduce_op | 1.4 | - | use `torch.distributed.ReduceOp` | 1.4 torch.distributed.ReduceOp
      function | torch.distributed._all_gather_base | 1.13 | - | use `torch.distributed.all_gather_into_tensor` | 1.13 torch.distributed.all_gather_into_tensor
      function | torch.distributed._reduce_scatter_base | 1.13 | - | use `torch.distributed.reduce_scatter_tensor` | 1.13 torch.distributed.reduce_scatter_tensor
      @https://github.com/pytorch/pytorch/releases/tag/v2.4.0
      module | torch.distributed.pipeline.sync | - | 2.4 | use `torch.distributed.pipelining` | -
      @https://docs.pytorch.org/docs/stable/testing.html
      function | torch.testing.assert_allclose | 1.12 | - | use `torch.testing.assert_close`, whose tolerances differ | -
      @https://github.com/pytorch/pytorch/releases/tag/v0.4.0
      function | torch.nn.init.{uniform normal constant eye dirac xavier_uniform xavier_normal kaiming_uniform kaiming_normal orthogonal sparse} | 0.4 | - | use `torch.nn.init.*_` | 0.4 torch.nn.init.*_
      function | torch.nn.functional.upsample | 0.4.1 | - | use `torch.nn.functional.interpolate` | 0.4.1 torch.nn.functional.interpolate
      function | torch.nn.functional.upsample_nearest | 0.4.1 | - | use `torch.nn.functional.interpolate` | -
      function | torch.nn.functional.upsample_bilinear | 0.4.1 | - | use `torch.nn.functional.interpolate` with `align_corners=True` | -
      class | torch.nn.NLLLoss2d | 0.4 | - | use `torch.nn.NLLLoss` | 0.4 torch.nn.NLLLoss
      function | torch.autograd.Variable | 0.4 | - | use the tensor itself | -
      member | torch.nn.Loss.data | 0.4 | 1.0 | a loss is one number without a dimension, use `item()` | 0.4 item
      @https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html
      keyword | torch.nn.{L1Loss MSELoss CrossEntropyLoss NLLLoss PoissonNLLLoss KLDivLoss BCELoss BCEWithLogitsLoss MarginRankingLoss HingeEmbeddingLoss MultiLabelMarginLoss SmoothL1Loss SoftMarginLoss MultiLabelSoftMarginLoss CosineEmbeddingLoss MultiMarginLoss TripletMarginLoss}(size_average) | 0.4.1 | - | use `reduction=` | 0.4.1 True reduction="mean"; False reduction="sum"
      keyword | torch.nn.functional.{l1_loss mse_loss cross_entropy nll_loss poisson_nll_loss kl_div binary_cross_entropy binary_cross_entropy_with_logits margin_ranking_loss hinge_embedding_loss multilabel_margin_loss smooth_l1_loss soft_margin_loss multilabel_soft_margin_loss cosine_embedding_loss multi_margin_loss triplet_margin_loss}(size_average) | 0.4.1 | - | use `reduction=` | 0.4.1 True reduction="mean"; False reduction="sum"
      keyword | torch.nn.{L1Loss MSELoss CrossEntropyLoss NLLLoss PoissonNLLLoss KLDivLoss BCELoss BCEWithLogitsLoss MarginRankingLoss HingeEmbeddingLoss MultiLabelMarginLoss SmoothL1Loss SoftMarginLoss MultiLabelSoftMarginLoss CosineEmbeddingLoss MultiMarginLoss TripletMarginLoss}(reduce) | 0.4.1 | - | use `reduction=` | 0.4.1 True reduction="mean"; False reduction="none"
      keyword | torch.nn.functional.{l1_loss mse_loss cross_entropy nll_loss poisson_nll_loss kl_div binary_cross_entropy binary_cross_entropy_with_logits margin_ranking_loss hinge_embedding_loss multilabel_margin_loss smooth_l1_loss soft_margin_loss multilabel_soft_margin_loss cosine_embedding_loss multi_margin_loss triplet_margin_loss}(reduce) | 0.4.1 | - | use `reduction=` | 0.4.1 True reduction="mean"; False reduction="none"
      @https://github.com/pytorch/pytorch/releases/tag/v1.4.0
      function | torch.cuda.memory_cached | 1.4 | - | use `torch.cuda.memory_reserved` | 1.4 torch.cuda.memory_reserved
      function | torch.cuda.max_memory_cached | 1.4 | - | use `torch.cuda.max_memory_reserved` | 1.4 torch.cuda.max_memory_reserved
      """;

  private RetiredTorch() {}
}
