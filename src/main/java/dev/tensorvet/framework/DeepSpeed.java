package dev.tensorvet.framework;

/** DeepSpeed. */
final class DeepSpeed {

  private DeepSpeed() {}

  static Framework framework() {
    return Framework.empty()
        .with(Role.ENGINE, "deepspeed", "DeepSpeedEngine PipelineEngine DeepSpeedHybridEngine")
        .extending(Framework.MODULE, "deepspeed", "DeepSpeedEngine PipelineEngine")
        .with(Role.MODULE, "deepspeed.pipe", "PipelineModule")
        .with(Role.OPTIMIZER, "deepspeed.ops.adam", "FusedAdam DeepSpeedCPUAdam")
        .with(Role.OPTIMIZER, "deepspeed.ops.lamb", "FusedLamb")
        .with(Role.OPTIMIZER, "deepspeed.ops.lion", "FusedLion DeepSpeedCPULion")
        .with(Role.OPTIMIZER, "deepspeed.ops.adagrad", "DeepSpeedCPUAdagrad")
        .with(
            Role.SCHEDULER,
            "deepspeed.runtime.lr_schedules",
            "WarmupLR WarmupDecayLR WarmupCosineLR OneCycle LRRangeTest")
        .home("deepspeed.ops.adam", "fused_adam cpu_adam")
        .home("deepspeed.ops.lamb", "fused_lamb")
        .home("deepspeed.pipe", "module")
        .alias("deepspeed.runtime.engine", "deepspeed")
        .alias("deepspeed.runtime.pipe.engine", "deepspeed")
        .alias("deepspeed.runtime.pipe.module", "deepspeed.pipe");
  }
}
