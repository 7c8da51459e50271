package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Libraries of which a few names are met in training loops. */
final class ThirdParty {

  private ThirdParty() {}

  static Framework framework() {
    Map<String, Role> roles = new HashMap<>();
    Torch.put(roles, "accelerate.", "Accelerator", Role.ACCELERATOR);
    Torch.put(roles, "transformers.", "AdamW Adafactor", Role.OPTIMIZER);
    Torch.put(
        roles,
        "transformers.",
        """
        get_scheduler get_constant_schedule get_constant_schedule_with_warmup
        get_linear_schedule_with_warmup get_cosine_schedule_with_warmup
        get_polynomial_decay_schedule_with_warmup get_cosine_with_hard_restarts_schedule_with_warmup
        get_inverse_sqrt_schedule
        """,
        Role.SCHEDULER);
    Torch.put(roles, "transformers.", "Trainer Seq2SeqTrainer", Role.TRAINER);
    Torch.put(roles, "transformers.", "PreTrainedModel", Role.MODULE);
    Torch.put(
        roles, "apex.optimizers.", "FusedAdam FusedLAMB FusedSGD FusedNovoGrad", Role.OPTIMIZER);
    Torch.put(
        roles, "bitsandbytes.optim.", "Adam Adam8bit AdamW AdamW8bit Lion8bit PagedAdamW8bit",
        Role.OPTIMIZER);
    Torch.put(roles, "lion_pytorch.", "Lion", Role.OPTIMIZER);
    Torch.put(
        roles,
        "torch_optimizer.",
        "RAdam Ranger RangerQH Lamb Lookahead DiffGrad AdaBound Yogi Shampoo",
        Role.OPTIMIZER);
    Torch.put(roles, "timm.optim.", "create_optimizer create_optimizer_v2", Role.OPTIMIZER);
    Torch.put(roles, "torch_geometric.nn.", "MessagePassing", Role.MODULE);
    Torch.put(roles, "torch_geometric.loader.", "DataLoader", Role.LOADER);
    return new Framework(
        roles,
        Map.of(
            "transformers.optimization", "transformers",
            "transformers.trainer", "transformers",
            "transformers.modeling_utils", "transformers",
            "accelerate.accelerator", "accelerate",
            "torch_geometric.nn.conv", "torch_geometric.nn",
            "torch_geometric.nn.conv.message_passing", "torch_geometric.nn"),
        List.of("accelerate", "transformers", "numpy", "timm", "torchvision"),
        Map.of());
  }
}
