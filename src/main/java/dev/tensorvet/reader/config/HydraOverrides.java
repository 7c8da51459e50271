package dev.tensorvet.reader.config;

import dev.tensorvet.facts.HydraOverride;
import dev.tensorvet.facts.HydraOverride.Use;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.reader.config.HydraConfigs.Composed;
import dev.tensorvet.reader.config.HydraConfigs.Started;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds overrides in code and commands that a configuration of Hydra has no place for. */
final class HydraOverrides implements CodeReader<HydraOverride> {

  /** {@code trainer.epochs=3}; what begins with a sign adds or removes something. */
  private static final Pattern PLAIN =
      Pattern.compile("([A-Za-z_]\\w*(?:[./][A-Za-z_]\\w*)*)=([\\w./-]*).*", Pattern.DOTALL);

  /** Hydra's own settings, which no file needs to write. */
  private static final String OWN = "hydra";

  private final HydraConfigs configs;
  private final StartCommands commands;

  HydraOverrides(HydraConfigs configs, StartCommands commands) {
    this.configs = configs;
    this.commands = commands;
  }

  @Override
  public Class<HydraOverride> kind() {
    return HydraOverride.class;
  }

  @Override
  public List<HydraOverride> read(SourceModule module) {
    List<HydraOverride> found = new ArrayList<>();
    if (module.file().text().contains(OWN)) {
      HydraConfigs.composed(module).forEach(composed -> inCode(composed, module, found));
      if (!module.isTest()) {
        HydraConfigs.started(module).forEach(started -> inCommands(started, module, found));
      }
    }
    return found;
  }

  private void inCode(Composed composed, SourceModule module, List<HydraOverride> to) {
    List<Expr.StringLiteral> overrides = overrides(composed, module);
    Optional<HydraComposition> all =
        overrides.isEmpty() ? Optional.empty() : configs.composition(composed.config(), module);
    if (all.isPresent()) {
      for (Expr.StringLiteral override : overrides) {
        unfit(override.value(), composed.config(), all.get(), module, Optional.empty())
            .map(use -> override(new Place(module.file(), override.span()), composed, use))
            .ifPresent(to::add);
      }
    }
  }

  private static HydraOverride override(Place place, Composed composed, Use use) {
    return new HydraOverride(place, name(composed.config()), List.of(use));
  }

  private static String name(Path config) {
    return String.valueOf(config.getFileName());
  }

  private void inCommands(Started program, SourceModule module, List<HydraOverride> to) {
    List<StartCommands.Started> all =
        commands.of(module).stream().filter(HydraOverrides::isOfProgram).toList();
    Optional<HydraComposition> composition =
        all.isEmpty() ? Optional.empty() : configs.composition(program.config(), module);
    List<Use> uses = new ArrayList<>();
    if (composition.isPresent()) {
      for (StartCommands.Started command : all) {
        for (String word : command.arguments()) {
          unfit(word, program.config(), composition.get(), module, Optional.of(command.place()))
              .ifPresent(uses::add);
        }
      }
    }
    if (!uses.isEmpty()) {
      Place place = CodeCalls.shown(program.function(), module);
      to.add(new HydraOverride(place, name(program.config()), uses));
    }
  }

  /** Whether a command leaves a program the folder of its configurations. */
  private static boolean isOfProgram(StartCommands.Started command) {
    return command.arguments().stream()
        .noneMatch(word -> word.matches("(--config-(path|dir)|-cp|-cd)(=.*)?|.*\\.py|--"));
  }

  private static List<Expr.StringLiteral> overrides(Composed composed, SourceModule module) {
    return CodeCalls.argument(composed.call(), ConfigReaders.HYDRA_OVERRIDES)
        .map(given -> CodeCalls.onlyValue(given, module).orElse(given))
        .filter(Expr.ListExpr.class::isInstance)
        .map(list -> ((Expr.ListExpr) list).elements())
        .orElse(List.of())
        .stream()
        .filter(Expr.StringLiteral.class::isInstance)
        .map(Expr.StringLiteral.class::cast)
        .toList();
  }

  /** What an override sets, if a configuration has no place for it. */
  private Optional<Use> unfit(
      String override,
      Path config,
      HydraComposition all,
      SourceModule program,
      Optional<Place> command) {
    Matcher plain = PLAIN.matcher(override);
    if (!plain.matches() || plain.group(1).startsWith(OWN)) {
      return Optional.empty();
    }
    String key = plain.group(1);
    return switch (configs.hasOption(config, key, plain.group(2), program)) {
      case YES -> Optional.empty();
      case NO ->
          plain.group(2).matches("[\\w-]+")
              ? Optional.of(new Use(key, plain.group(2), command))
              : Optional.empty();
      case UNKNOWN ->
          key.indexOf('/') < 0 && !has(all.root(), key)
              ? Optional.of(new Use(key, "", command))
              : Optional.empty();
    };
  }

  /** Whether a configuration has a key, or something that may hold it. */
  private static boolean has(DataNode.Mapping root, String key) {
    DataNode at = root;
    for (String part : key.split("\\.", -1)) {
      if (!(at instanceof DataNode.Mapping mapping)) {
        return true;
      }
      Optional<DataNode> next = mapping.get(part);
      if (next.isEmpty()) {
        return false;
      }
      at = next.get();
    }
    return true;
  }
}
