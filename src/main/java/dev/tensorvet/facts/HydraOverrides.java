package dev.tensorvet.facts;

import dev.tensorvet.facts.HydraConfigs.Composed;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds overrides in code that a configuration of Hydra has no place for. */
final class HydraOverrides implements CodeReader<HydraOverride> {

  /** {@code trainer.epochs=3}; what begins with a sign adds or removes something. */
  private static final Pattern PLAIN =
      Pattern.compile("([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)=([\\w./-]*).*", Pattern.DOTALL);

  /** Hydra's own settings, which no file needs to write. */
  private static final String OWN = "hydra";

  private final HydraConfigs configs;

  HydraOverrides(HydraConfigs configs) {
    this.configs = configs;
  }

  @Override
  public Class<HydraOverride> kind() {
    return HydraOverride.class;
  }

  @Override
  public List<HydraOverride> read(SourceModule module) {
    List<HydraOverride> found = new ArrayList<>();
    if (module.file().text().contains(OWN)) {
      for (Composed composed : HydraConfigs.composed(module)) {
        List<Expr.StringLiteral> overrides = overrides(composed, module);
        if (!overrides.isEmpty()) {
          configs
              .composition(composed)
              .ifPresent(all -> compare(overrides, composed, all, module, found));
        }
      }
    }
    return found;
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

  private void compare(
      List<Expr.StringLiteral> overrides,
      Composed composed,
      HydraComposition all,
      SourceModule module,
      List<HydraOverride> to) {
    for (Expr.StringLiteral override : overrides) {
      Matcher plain = PLAIN.matcher(override.value());
      if (plain.matches() && !plain.group(1).startsWith(OWN)) {
        String key = plain.group(1);
        Proof isChosen = configs.hasOption(composed, key, plain.group(2));
        boolean isOption = isChosen == Proof.NO && plain.group(2).matches("[\\w-]+");
        if (isOption || (isChosen == Proof.UNKNOWN && !has(all.root(), key))) {
          to.add(
              new HydraOverride(
                  new Place(module.file(), override.span()),
                  key,
                  isOption ? plain.group(2) : "",
                  String.valueOf(composed.config().getFileName())));
        }
      }
    }
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
