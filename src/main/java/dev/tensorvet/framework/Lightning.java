package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lightning, under each of its three names, and Fabric. */
final class Lightning {

  private Lightning() {}

  static Framework framework() {
    Map<String, Role> roles = new HashMap<>();
    Torch.put(roles, "lightning.", "LightningModule", Role.LIGHTNING_MODULE);
    Torch.put(roles, "lightning.", "Trainer", Role.TRAINER);
    Torch.put(roles, "lightning.", "Fabric", Role.ACCELERATOR);
    return new Framework(
        roles,
        Map.of(
            "pytorch_lightning", "lightning",
            "lightning.pytorch", "lightning",
            "lightning.fabric", "lightning",
            "lightning_fabric", "lightning",
            "pytorch_lightning.core", "lightning",
            "pytorch_lightning.core.lightning", "lightning",
            "pytorch_lightning.core.module", "lightning",
            "lightning.pytorch.core", "lightning"),
        List.of("lightning", "pytorch_lightning"),
        Map.of());
  }
}
