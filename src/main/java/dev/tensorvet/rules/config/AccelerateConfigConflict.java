package dev.tensorvet.rules.config;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.AccelerateSettings;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.syntax.DataNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the launcher of Accelerate is told does not fit together. */
final class AccelerateConfigConflict implements Rule<DataNode.Mapping> {

  private static final RuleId ID = new RuleId("accelerate-config-conflict");

  private static final String ENVIRONMENT = "compute_environment";
  private static final String KIND = "distributed_type";
  private static final String PROCESSES = "num_processes";
  private static final String MACHINES = "num_machines";
  private static final String DEVICES = "gpu_ids";

  @Override
  public Class<DataNode.Mapping> subject() {
    return DataNode.Mapping.class;
  }

  @Override
  public void check(DataNode.Mapping mapping, RuleContext context) {
    words(mapping, context);
    Optional<DataNode.Entry> processes = Values.entry(mapping, PROCESSES);
    Optional<DataNode.Entry> kind = Values.entry(mapping, KIND);
    if (processes.isEmpty() || kind.isEmpty() || mapping.get(ENVIRONMENT).isEmpty()) {
      return;
    }
    OptionalDouble count = Values.number(processes.get().value());
    double machines = Values.number(mapping, MACHINES).orElse(1);
    if (count.isEmpty() || machines < 1) {
      return;
    }
    if (isNone(kind.get().value()) && count.getAsDouble() > 1) {
      report(
          processes.get(),
          "without distribution there is one process, and `" + PROCESSES + "` asks for more",
          kind.get(),
          "nothing is distributed",
          context);
    } else if (count.getAsDouble() % machines != 0) {
      report(
          processes.get(),
          "that many processes cannot be shared evenly by the machines",
          Values.entry(mapping, MACHINES).orElse(kind.get()),
          "so many machines take part",
          context);
    } else {
      Values.entry(mapping, DEVICES)
          .filter(devices -> listed(devices.value()) < count.getAsDouble() / machines)
          .ifPresent(
              devices ->
                  report(
                      processes.get(),
                      "there are more processes on a machine than it is given GPUs",
                      devices,
                      "these are all that they see",
                      context));
    }
  }

  /** Settings of FSDP that are set to a word which means nothing to it. */
  private static void words(DataNode.Mapping mapping, RuleContext context) {
    for (DataNode.Entry entry : mapping.written()) {
      List<String> known = AccelerateSettings.words(entry.name());
      if (!known.isEmpty()
          && entry.value() instanceof DataNode.Scalar scalar
          && scalar.value() instanceof String word
          && word.matches("[A-Za-z_0-9]*[A-Za-z][A-Za-z_0-9]*")
          && !known.contains(word.toUpperCase(Locale.ROOT))) {
        context.report(
            Finding.of(
                    ID,
                    Values.place(scalar, context),
                    "`"
                        + entry.name()
                        + "` takes `"
                        + String.join("`, `", known)
                        + "`, and no `"
                        + word
                        + "`")
                .withCertainty(Certainty.LIKELY));
      }
    }
  }

  private static void report(
      DataNode.Entry at, String message, DataNode.Entry other, String why, RuleContext context) {
    context.report(
        Finding.of(ID, Values.place(at.value(), context), message)
            .withCertainty(Certainty.LIKELY)
            .withRelated(new Related(Values.place(other.value(), context), why)));
  }

  /** {@code NO}, which YAML may read as a truth value. */
  private static boolean isNone(DataNode value) {
    return value instanceof DataNode.Scalar scalar
        && (scalar.value().equals("NO") || scalar.value().equals(false));
  }

  /** How many devices a list names; any number where it does not name them. */
  private static double listed(DataNode value) {
    if (value instanceof DataNode.Scalar scalar && scalar.value() instanceof Long) {
      return 1;
    }
    return value instanceof DataNode.Scalar scalar
            && scalar.value() instanceof String text
            && text.matches("\\d+(\\s*,\\s*\\d+)*")
        ? text.split(",", -1).length
        : Double.POSITIVE_INFINITY;
  }
}
