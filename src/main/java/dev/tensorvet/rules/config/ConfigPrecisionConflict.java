package dev.tensorvet.rules.config;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.syntax.DataNode;
import java.util.List;
import java.util.Optional;

/** Two settings are on of which only one can hold. */
final class ConfigPrecisionConflict implements Rule<DataNode.Mapping> {

  private static final RuleId ID = new RuleId("config-precision-conflict");

  /** Two that exclude each other, and why. */
  private record Pair(String one, String other, String why) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("fp16", "bf16", "training runs in one precision"),
          new Pair("use_fp16", "use_bf16", "training runs in one precision"),
          new Pair("fp16_full_eval", "bf16_full_eval", "evaluation runs in one precision"),
          new Pair("load_in_8bit", "load_in_4bit", "weights are loaded in one of them"),
          new Pair(
              "deterministic",
              "benchmark",
              "with `benchmark`, cuDNN may choose another algorithm in each run"),
          new Pair(
              "cudnn_deterministic",
              "cudnn_benchmark",
              "with `cudnn_benchmark`, cuDNN may choose another algorithm in each run"));

  @Override
  public Class<DataNode.Mapping> subject() {
    return DataNode.Mapping.class;
  }

  @Override
  public void check(DataNode.Mapping mapping, RuleContext context) {
    for (Pair pair : PAIRS) {
      Optional<DataNode.Entry> one = Values.entry(mapping, pair.one());
      Optional<DataNode.Entry> other = Values.entry(mapping, pair.other());
      if (one.isPresent()
          && other.isPresent()
          && isOn(one.get().value())
          && isOn(other.get().value())) {
        context.report(
            Finding.of(
                    ID,
                    Values.place(other.get(), context),
                    "`" + pair.one() + "` and `" + pair.other() + "` are both on: " + pair.why())
                .withRelated(
                    new Related(
                        Values.place(one.get(), context), "`" + pair.one() + "` is on here")));
      }
    }
  }

  /** {@code true}, or as DeepSpeed has it {@code {"enabled": true}}. */
  private static boolean isOn(DataNode value) {
    return Values.isTrue(value)
        || (value instanceof DataNode.Mapping inner
            && inner.get("enabled").filter(Values::isTrue).isPresent());
  }
}
