package dev.tensorvet.reader.code;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.facts.TrainerSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.TrainerApi;
import dev.tensorvet.reader.query.ConfigCall;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds what a configuration tells the trainer of Hugging Face that it refuses. A command line may
 * say otherwise, so that nothing of it is sure.
 */
public final class TrainerSettings {

  private final SourceModule module;
  private final ConfigCall call;
  private final List<TrainerSlip> found = new ArrayList<>();

  private TrainerSettings(SourceModule module, ConfigCall call) {
    this.module = module;
    this.call = call;
  }

  /**
   * @param calls what the configuration says is to be called
   */
  public static List<TrainerSlip> in(SourceModule module, List<ConfigCall> calls) {
    return calls.stream()
        .filter(call -> TrainerApi.isArguments(call.target()))
        .flatMap(call -> new TrainerSettings(module, call).read().stream())
        .toList();
  }

  private List<TrainerSlip> read() {
    Optional<DataNode.Entry> best = entry(TrainerApi.BEST_AT_END).filter(TrainerSettings::isOn);
    if (best.isPresent()) {
      metric();
    }
    Optional<String> saves = strategy(entry(TrainerApi.SAVE_STRATEGY), TrainerApi.STEPS);
    Optional<String> evaluates =
        strategy(
            TrainerApi.evaluationStrategies().stream()
                .flatMap(name -> entry(name).stream())
                .findFirst(),
            TrainerApi.NEVER);
    if (best.isEmpty()
        || saves.isEmpty()
        || evaluates.isEmpty()
        || saves.get().equals(TrainerApi.BEST)) {
      return found;
    }
    if (!saves.equals(evaluates)) {
      add(Kind.STRATEGIES_DIFFER, best.get(), saves.get(), evaluates.get());
    } else if (saves.get().equals(TrainerApi.STEPS)) {
      steps(best.get());
    }
    return found;
  }

  /** What the best is told by: a value that is measured, and taken the right way round. */
  private void metric() {
    Optional<DataNode.Entry> written = entry(TrainerApi.BEST_METRIC);
    Optional<String> metric = written.flatMap(TrainerSettings::text);
    if (metric.isEmpty()) {
      return;
    }
    Optional<DataNode.Entry> told = entry(TrainerApi.GREATER);
    boolean isTakenForLarger =
        told.map(TrainerSettings::isOn).orElse(TrainerApi.isTakenForLarger(metric.get()));
    if (TrainerApi.isBetterLarger(metric.get()).filter(l -> l != isTakenForLarger).isPresent()) {
      add(
          Kind.DIRECTION_WRONG,
          told.or(() -> written).orElseThrow(),
          metric.get(),
          isTakenForLarger ? "False" : "True");
    }
    String name = TrainerApi.withoutPrefix(metric.get());
    ComputedMetrics.near(module)
        .filter(computed -> !ComputedMetrics.has(computed, name))
        // Of several data sets, each is told with its name before the metric's.
        .filter(computed -> computed.stream().noneMatch(key -> name.endsWith("_" + key)))
        .ifPresent(
            computed ->
                add(
                    Kind.METRIC_NOT_COMPUTED,
                    written.orElseThrow(),
                    name,
                    String.join("`, `", computed)));
  }

  private static Optional<String> text(DataNode.Entry entry) {
    return entry.value() instanceof DataNode.Scalar scalar && scalar.value() instanceof String word
        ? Optional.of(word)
        : Optional.empty();
  }

  private void steps(DataNode.Entry best) {
    OptionalLong save = steps(entry(TrainerApi.SAVE_STEPS), TrainerApi.DEFAULT_STEPS);
    Optional<DataNode.Entry> written = entry(TrainerApi.EVALUATION_STEPS);
    OptionalLong evaluation =
        written.isPresent()
            ? steps(written, 0)
            : steps(entry(TrainerApi.LOGGING_STEPS), TrainerApi.DEFAULT_STEPS);
    if (save.isPresent()
        && evaluation.isPresent()
        && evaluation.getAsLong() > 0
        && save.getAsLong() % evaluation.getAsLong() != 0) {
      add(
          Kind.STEPS_DIFFER,
          written.orElse(best),
          String.valueOf(save.getAsLong()),
          String.valueOf(evaluation.getAsLong()));
    }
  }

  private void add(Kind kind, DataNode.Entry at, String subject, String detail) {
    found.add(
        new TrainerSlip(
            kind,
            new Place(module.file(), at.key()),
            subject,
            detail,
            Optional.empty(),
            Certainty.LIKELY));
  }

  private Optional<DataNode.Entry> entry(String name) {
    return call.arguments().stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  private static boolean isOn(DataNode.Entry entry) {
    return entry.value() instanceof DataNode.Scalar scalar && scalar.value().equals(true);
  }

  /** A strategy by its word; {@code no} may be read as a truth value, which the trainer takes. */
  private static Optional<String> strategy(Optional<DataNode.Entry> entry, String otherwise) {
    if (entry.isEmpty()) {
      return Optional.of(otherwise);
    }
    return entry.get().value() instanceof DataNode.Scalar scalar
            && scalar.value() instanceof String word
            && word.matches("[a-z]+")
        ? Optional.of(word)
        : Optional.empty();
  }

  private static OptionalLong steps(Optional<DataNode.Entry> entry, long otherwise) {
    if (entry.isEmpty()) {
      return OptionalLong.of(otherwise);
    }
    return entry.get().value() instanceof DataNode.Scalar scalar
            && scalar.value() instanceof Long number
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }
}
