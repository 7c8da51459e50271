package dev.tensorvet.reader.config;

import dev.tensorvet.facts.ConfigMisfit;
import dev.tensorvet.facts.ConfigMisfit.Reason;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.HydraDefaults;
import dev.tensorvet.framework.Yacs;
import dev.tensorvet.reader.config.ConfigSchema.Kind;
import dev.tensorvet.reader.config.ConfigSchema.Reading;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Distance;
import dev.tensorvet.source.Language;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a configuration with the settings that the program declares which takes it over. */
final class ConfigMisfits {

  /** Fewer settings than this may be those of any program. */
  private static final int FEW = 3;

  /** Which part of the settings must be declared for a file to be of a program. */
  private static final double PART = 0.75;

  private final YacsDefaults defaults;
  private final FieldSchemas fields;
  private final PydanticSchemas models;
  private final StoreSchemas stored;
  private final Mentions mentions;

  ConfigMisfits(
      YacsDefaults defaults,
      FieldSchemas fields,
      PydanticSchemas models,
      StoreSchemas stored,
      Mentions mentions) {
    this.defaults = defaults;
    this.fields = fields;
    this.models = models;
    this.stored = stored;
    this.mentions = mentions;
  }

  List<ConfigMisfit> in(SourceModule config) {
    if (config.file().language() == Language.REQUIREMENTS
        || config.parsed().documents().size() != 1
        || !(config.parsed().documents().getFirst() instanceof DataNode.Mapping root)) {
      return List.of();
    }
    Optional<ConfigSchema> named = stored.of(config, root);
    if (named.isPresent()) {
      Comparison comparison = new Comparison(config);
      comparison.compare(root, named.get(), "");
      return comparison.misfits;
    }
    List<ConfigSchema> schemas = new ArrayList<>(fields.near(config));
    schemas.addAll(models.near(config));
    if (config.file().language() == Language.YAML) {
      schemas.addAll(defaults.near(config));
    }
    List<Comparison> all = new ArrayList<>();
    for (ConfigSchema schema : schemas) {
      Comparison comparison = new Comparison(config);
      comparison.compare(root, schema, "");
      all.add(comparison);
    }
    // What one program refuses, another may take.
    return all.stream()
        .reduce((a, b) -> a.known >= b.known ? a : b)
        .filter(Comparison::isOfProgram)
        .map(best -> best.misfits)
        .orElse(List.of());
  }

  private final class Comparison {

    private final SourceModule config;
    private final List<ConfigMisfit> misfits = new ArrayList<>();
    private int known;
    private int unknown;

    Comparison(SourceModule config) {
      this.config = config;
    }

    boolean isOfProgram() {
      return known >= FEW && known >= PART * (known + unknown);
    }

    private void compare(DataNode.Mapping mapping, ConfigSchema schema, String above) {
      for (DataNode.Entry entry : mapping.written()) {
        Optional<ConfigSchema.Setting> setting = schema.get(entry.name());
        String name = above + entry.name();
        if (entry.name().equals(DataNode.Mapping.MERGE)
            || entry.name().equals(Yacs.BASE)
            || (above.isEmpty() && HydraDefaults.isOfTool(entry.name()))) {
          continue;
        }
        if (setting.isEmpty()) {
          unknown++;
          if (schema.reading() != Reading.OPEN && !isNamedByCode(entry.name())) {
            misfits.add(undeclared(entry, name, schema));
          }
        } else if (setting.get().kind() == Kind.SECTION
            && entry.value() instanceof DataNode.Mapping inner) {
          compare(inner, setting.get().inner(), name + ".");
        } else {
          known++;
          misfit(entry, name, setting.get(), schema.reading()).ifPresent(misfits::add);
        }
      }
    }

    /** Code that names a setting may declare it in a way that is not followed. */
    private boolean isNamedByCode(String name) {
      return mentions
          .filesWith(name, config)
          .filter(files -> files.stream().allMatch(config.path()::equals))
          .isEmpty();
    }

    private ConfigMisfit undeclared(DataNode.Entry entry, String name, ConfigSchema schema) {
      Set<String> names = new HashSet<>();
      schema.names().forEach(names::add);
      Place declared =
          schema.get(names.stream().sorted().findFirst().orElse("")).orElseThrow().place();
      return new ConfigMisfit(
          new Place(config.file(), entry.key()),
          name,
          new Reason.Undeclared(declared, Distance.nearest(entry.name(), names)));
    }

    private Optional<ConfigMisfit> misfit(
        DataNode.Entry entry, String name, ConfigSchema.Setting setting, Reading reading) {
      Kind given = kind(entry.value());
      boolean isStrict = reading == Reading.STRICT;
      boolean fits =
          given == setting.kind()
              || given == Kind.ANY
              || setting.kind() == Kind.ANY
              || (!isStrict && isConverted(entry.value(), given, setting.kind()));
      if (fits) {
        return beyond(entry, name, setting);
      }
      return Optional.of(
          new ConfigMisfit(
              new Place(config.file(), entry.value().span()),
              name,
              new Reason.OtherKind(
                  setting.place(),
                  setting.kind().text(),
                  given.text(),
                  isStrict,
                  given == Kind.WHOLE && setting.kind() == Kind.FLOAT
                      ? Optional.of(config.file().text(entry.value().span()) + ".0")
                      : Optional.empty())));
    }

    /** Whether a value becomes one of another kind where nothing is lost by it. */
    private static boolean isConverted(DataNode value, Kind given, Kind wanted) {
      return switch (wanted) {
        case WHOLE ->
            given == Kind.TRUTH
                || (value instanceof DataNode.Scalar scalar
                    && scalar.value() instanceof Double number
                    && number == Math.rint(number));
        case FLOAT -> given == Kind.WHOLE || given == Kind.TRUTH;
        case TRUTH -> given == Kind.WHOLE || given == Kind.TEXT;
        // An older version makes texts of numbers.
        case TEXT -> given != Kind.LIST && given != Kind.SECTION;
        case LIST, SECTION -> false;
        case ANY -> true;
      };
    }

    /** A number beyond the bounds of a setting. */
    private Optional<ConfigMisfit> beyond(
        DataNode.Entry entry, String name, ConfigSchema.Setting setting) {
      return entry.value() instanceof DataNode.Scalar scalar
              && scalar.value() instanceof Number number
          ? setting.limits().stream()
              .filter(limit -> !limit.holds(number.doubleValue()))
              .findFirst()
              .map(
                  limit ->
                      new ConfigMisfit(
                          new Place(config.file(), scalar.span()),
                          name,
                          new Reason.OtherKind(
                              setting.place(),
                              limit.text(),
                              "`" + config.file().text(scalar.span()) + "`",
                              false,
                              Optional.empty())))
          : Optional.empty();
    }

    /** As PyYAML reads a value, and Python after it what is left as a text. */
    private Kind kind(DataNode value) {
      return switch (value) {
        case DataNode.Mapping mapping -> Kind.SECTION;
        case DataNode.Sequence list -> Kind.LIST;
        case DataNode.Nothing nothing -> Kind.ANY;
        case DataNode.Scalar scalar ->
            switch (scalar.value()) {
              case Long number -> Kind.WHOLE;
              case Double number -> Kind.FLOAT;
              case Boolean truth -> Kind.TRUTH;
              case String text -> text(text, scalar.isPlain());
              default -> Kind.ANY;
            };
      };
    }

    private static Kind text(String text, boolean isPlain) {
      if (isPlain && text.matches("(?i)yes|no|on|off")) {
        return Kind.TRUTH;
      }
      return text.matches("(?s)[\\[({'\"0-9+.$?-].*|True|False|None|") ? Kind.ANY : Kind.TEXT;
    }
  }
}
