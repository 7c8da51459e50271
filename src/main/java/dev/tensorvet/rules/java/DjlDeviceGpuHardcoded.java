package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A GPU is asked for whether there is one or not. */
final class DjlDeviceGpuHardcoded implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-device-gpu-hardcoded");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.DEVICE_FIXED) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` is taken whether there is a GPU or not: ask `Engine.getGpuCount()` first"));
    }
  }
}
