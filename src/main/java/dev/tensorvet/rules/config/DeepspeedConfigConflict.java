package dev.tensorvet.rules.config;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.syntax.DataNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What DeepSpeed is told does not fit together. */
final class DeepspeedConfigConflict implements Rule<DataNode.Mapping> {

  private static final RuleId ID = new RuleId("deepspeed-config-conflict");

  private static final String ALL = "train_batch_size";
  private static final String EACH = "train_micro_batch_size_per_gpu";
  private static final String STEPS = "gradient_accumulation_steps";
  private static final String SHARDING = "zero_optimization";
  private static final String STAGE = "stage";
  private static final String OFFLOAD = "offload_param";
  private static final int LAST_STAGE = 3;

  /** With it, DeepSpeed reckons the sizes of batches by itself. */
  private static final String ELASTIC = "elasticity";

  @Override
  public Class<DataNode.Mapping> subject() {
    return DataNode.Mapping.class;
  }

  @Override
  public void check(DataNode.Mapping mapping, RuleContext context) {
    Optional<DataNode.Entry> all = Values.entry(mapping, ALL);
    boolean isOfDeepspeed =
        Values.entry(mapping, EACH).isPresent() || Values.entry(mapping, SHARDING).isPresent();
    if (all.isPresent() && isOfDeepspeed && Values.entry(mapping, ELASTIC).isEmpty()) {
      batch(all.get(), mapping, context);
    }
    Values.entry(mapping, SHARDING)
        .map(DataNode.Entry::value)
        .filter(DataNode.Mapping.class::isInstance)
        .ifPresent(sharding -> sharding((DataNode.Mapping) sharding, context));
  }

  private static void batch(DataNode.Entry all, DataNode.Mapping mapping, RuleContext context) {
    List<DataNode.Entry> parts =
        Stream.of(EACH, STEPS)
            .flatMap(key -> Values.entry(mapping, key).stream())
            .filter(entry -> whole(entry.value()).isPresent())
            .toList();
    OptionalLong size = whole(all.value());
    long product =
        parts.stream().mapToLong(part -> whole(part.value()).orElse(1)).reduce(1, (a, b) -> a * b);
    if (size.isPresent() && product > 1 && size.getAsLong() % product != 0) {
      String factors =
          String.join(
              " and ",
              parts.stream()
                  .map(part -> "`" + part.name() + ": " + Values.text(part.value(), context) + "`")
                  .toList());
      context.report(
          Finding.of(
                  ID,
                  Values.place(all.value(), context),
                  "`"
                      + ALL
                      + ": "
                      + size.getAsLong()
                      + "` is no multiple of "
                      + factors
                      + ": DeepSpeed refuses it on any number of GPUs")
              .withCertainty(Certainty.LIKELY));
    }
  }

  private static void sharding(DataNode.Mapping sharding, RuleContext context) {
    Optional<DataNode.Entry> stage = Values.entry(sharding, STAGE);
    OptionalLong number = stage.map(s -> whole(s.value())).orElse(OptionalLong.empty());
    if (number.isEmpty()) {
      return;
    }
    if (number.getAsLong() < 0 || number.getAsLong() > LAST_STAGE) {
      context.report(
          Finding.of(
              ID,
              Values.place(stage.orElseThrow().value(), context),
              "there is no stage " + number.getAsLong() + ": those of DeepSpeed are 0 to 3"));
    } else if (number.getAsLong() < LAST_STAGE) {
      Values.entry(sharding, OFFLOAD)
          .filter(offload -> isOn(offload.value()))
          .ifPresent(
              offload ->
                  context.report(
                      Finding.of(
                              ID,
                              Values.place(offload, context),
                              "only stage 3 moves parameters away from the GPU, and this is stage "
                                  + number.getAsLong())
                          .withCertainty(Certainty.LIKELY)));
    }
  }

  private static boolean isOn(DataNode value) {
    return value instanceof DataNode.Mapping target
        && target.text("device").filter(device -> !device.equals("none")).isPresent();
  }

  private static OptionalLong whole(DataNode value) {
    return value instanceof DataNode.Scalar scalar && scalar.value() instanceof Long number
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }
}
