package dev.tensorvet.rules.config;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.syntax.DataNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The parts of a schedule do not fit together. */
final class ConfigInconsistentSchedule implements Rule<DataNode.Mapping> {

  private static final RuleId ID = new RuleId("config-inconsistent-schedule");

  private static final int FEW = 5;

  /** What comes first, and all that it is a part of. */
  private record Pair(String part, String whole) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("warmup_epochs", "epochs"),
          new Pair("warmup_epochs", "max_epochs"),
          new Pair("warmup_epochs", "num_epochs"),
          new Pair("warmup_epochs", "total_epochs"),
          new Pair("warmup_steps", "max_steps"),
          new Pair("warmup_steps", "total_steps"),
          new Pair("warmup_steps", "num_training_steps"),
          new Pair("num_warmup_steps", "num_training_steps"),
          new Pair("warmup_num_steps", "total_num_steps"),
          new Pair("warmup_iters", "max_iters"),
          new Pair("warmup_iters", "total_iters"));

  private static final List<String> MILESTONES =
      List.of("milestones", "lr_milestones", "lr_decay_epochs", "decay_epochs", "lr_steps");

  @Override
  public Class<DataNode.Mapping> subject() {
    return DataNode.Mapping.class;
  }

  @Override
  public void check(DataNode.Mapping mapping, RuleContext context) {
    for (Pair pair : PAIRS) {
      Optional<DataNode.Entry> part = Values.entry(mapping, pair.part());
      Optional<DataNode.Entry> whole = Values.entry(mapping, pair.whole());
      if (part.isPresent() && whole.isPresent()) {
        warmup(part.get(), whole.get(), context);
      }
    }
    for (String key : MILESTONES) {
      Values.entry(mapping, key)
          .filter(entry -> entry.value() instanceof DataNode.Sequence list && !isIncreasing(list))
          .ifPresent(
              entry ->
                  context.report(
                      Finding.of(
                          ID,
                          Values.place(entry.value(), context),
                          "`" + key + "` does not increase: a schedule goes through it in order")));
    }
  }

  private static void warmup(DataNode.Entry part, DataNode.Entry whole, RuleContext context) {
    OptionalDouble warm = Values.number(part.value());
    OptionalDouble all = Values.number(whole.value());
    // One epoch or a few steps are to try whether it runs.
    if (warm.isPresent()
        && all.isPresent()
        && all.getAsDouble() >= FEW
        && warm.getAsDouble() >= all.getAsDouble()) {
      context.report(
          Finding.of(
                  ID,
                  Values.place(part.value(), context),
                  "the learning rate rises during `"
                      + part.name()
                      + "`, and with `"
                      + whole.name()
                      + ": "
                      + Values.text(whole.value(), context)
                      + "` training ends before it is reached")
              .withRelated(
                  new Related(Values.place(whole.value(), context), "training ends here")));
    }
  }

  private static boolean isIncreasing(DataNode.Sequence list) {
    double last = Double.NEGATIVE_INFINITY;
    for (DataNode element : list.elements()) {
      OptionalDouble number = Values.number(element);
      if (number.isEmpty()) {
        return true;
      }
      if (number.getAsDouble() <= last) {
        return false;
      }
      last = number.getAsDouble();
    }
    return true;
  }
}
