package dev.tensorvet.reader.config;

import dev.tensorvet.facts.ArgumentMismatch;
import dev.tensorvet.facts.ConfigBase;
import dev.tensorvet.facts.ConfigGap;
import dev.tensorvet.facts.ConfigLeftover;
import dev.tensorvet.facts.ConfigMisfit;
import dev.tensorvet.facts.ConfigNumber;
import dev.tensorvet.facts.ConfigRefusal;
import dev.tensorvet.facts.ConfigScalar;
import dev.tensorvet.facts.ConfigSchedule;
import dev.tensorvet.facts.ConfigTarget;
import dev.tensorvet.facts.Fact;
import dev.tensorvet.facts.FactBase;
import dev.tensorvet.facts.JsonExtension;
import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.facts.LoosePin;
import dev.tensorvet.facts.MisspeltArgument;
import dev.tensorvet.facts.PinConflict;
import dev.tensorvet.facts.RetiredUse;
import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.reader.code.ArgumentMismatches;
import dev.tensorvet.reader.code.MisspeltArguments;
import dev.tensorvet.reader.code.PinConflicts;
import dev.tensorvet.reader.code.RetiredUses;
import dev.tensorvet.reader.code.TrainerSettings;
import dev.tensorvet.reader.query.ConfigCall;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The facts of a configuration, each kind recognised when first asked for. Serves one thread. */
final class ConfigFacts implements FactBase {

  private final SourceModule module;
  private final ConfigCalls calls;
  private final ConfigTargets targets;
  private final ConfigNumbers numbers;
  private final ConfigScalars scalars;
  private final ConfigReadings readings;
  private final ConfigMisfits misfits;
  private final ConfigBases bases;
  private final ConfigRefusals refusals;
  private final ConfigSchedules schedules;
  private final JsonExtensions extensions;
  private final LightningMonitors monitors;
  private final RetiredUses retiredUses;
  private Optional<List<ConfigCall>> known = Optional.empty();
  private Optional<List<ConfigReading>> read = Optional.empty();

  ConfigFacts(
      SourceModule module,
      ConfigCalls calls,
      ConfigTargets targets,
      ConfigNumbers numbers,
      ConfigScalars scalars,
      ConfigReadings readings,
      ConfigMisfits misfits,
      ConfigBases bases,
      ConfigRefusals refusals,
      ConfigSchedules schedules,
      JsonExtensions extensions,
      LightningMonitors monitors,
      RetiredUses retiredUses) {
    this.module = module;
    this.calls = calls;
    this.targets = targets;
    this.numbers = numbers;
    this.scalars = scalars;
    this.readings = readings;
    this.misfits = misfits;
    this.bases = bases;
    this.refusals = refusals;
    this.schedules = schedules;
    this.extensions = extensions;
    this.monitors = monitors;
    this.retiredUses = retiredUses;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <F extends Fact> List<F> all(Class<F> kind) {
    return (List<F>) recognise(kind);
  }

  private List<? extends Fact> recognise(Class<? extends Fact> kind) {
    if (kind == ConfigTarget.class) {
      return Stream.concat(
              calls().stream().map(targets::of),
              read().stream().flatMap(reading -> reading.spreads().stream()))
          .toList();
    }
    if (kind == ConfigNumber.class) {
      return numbers.in(module);
    }
    if (kind == ConfigGap.class) {
      return read().stream().flatMap(reading -> reading.gaps().stream()).toList();
    }
    if (kind == ConfigLeftover.class) {
      return readings.leftovers(module);
    }
    if (kind == PinConflict.class) {
      return PinConflicts.in(module);
    }
    if (kind == LoosePin.class) {
      return PinConflicts.loose(module);
    }
    if (kind == ConfigScalar.class) {
      return scalars.in(module);
    }
    if (kind == ConfigSchedule.class) {
      return schedules.in(module);
    }
    if (kind == LightningSlip.class) {
      return monitors.in(module, calls());
    }
    if (kind == TrainerSlip.class) {
      return TrainerSettings.in(module, calls());
    }
    if (kind == ArgumentMismatch.class) {
      return calls().stream().flatMap(call -> ArgumentMismatches.in(call).stream()).toList();
    }
    if (kind == ConfigRefusal.class) {
      return refusals.in(module);
    }
    if (kind == JsonExtension.class) {
      return extensions.in(module);
    }
    if (kind == ConfigBase.class) {
      return bases.read(module);
    }
    if (kind == MisspeltArgument.class) {
      return calls().stream()
          .flatMap(
              call ->
                  targets.library(call).stream()
                      .flatMap(name -> MisspeltArguments.in(call, name, this::isMentioned)))
          .toList();
    }
    if (kind == ConfigMisfit.class) {
      return misfits.in(module);
    }
    if (kind == RetiredUse.class) {
      return calls().stream()
          .flatMap(
              call ->
                  targets.library(call).stream()
                      .flatMap(name -> retiredUses.in(call, name).stream()))
          .toList();
    }
    return List.of();
  }

  private boolean isMentioned(String word) {
    return readings.isMentioned(word, module);
  }

  private List<ConfigReading> read() {
    List<ConfigReading> all = read.orElseGet(() -> readings.of(module));
    read = Optional.of(all);
    return all;
  }

  private List<ConfigCall> calls() {
    List<ConfigCall> all = known.orElseGet(() -> calls.in(module));
    known = Optional.of(all);
    return all;
  }
}
