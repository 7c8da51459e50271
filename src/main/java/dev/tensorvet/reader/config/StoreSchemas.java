package dev.tensorvet.reader.config;

import dev.tensorvet.framework.HydraDefaults;
import dev.tensorvet.reader.config.ConfigSchema.Kind;
import dev.tensorvet.reader.config.ConfigSchema.Reading;
import dev.tensorvet.reader.config.ConfigSchema.Setting;
import dev.tensorvet.reader.config.HydraStore.Stored;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the dataclass of Hydra's store that a file names in its list of defaults: Hydra merges the
 * file into it, and takes only keys and values that fit its fields.
 */
final class StoreSchemas {

  /** Nobody nests settings deeper. */
  private static final int DEEPEST = 6;

  private final Project project;
  private final HydraConfigs hydra;

  StoreSchemas(Project project, HydraConfigs hydra) {
    this.project = project;
    this.hydra = hydra;
  }

  /** Empty where there is none, or more than one, or the file goes elsewhere. */
  Optional<ConfigSchema> of(SourceModule config, DataNode.Mapping root) {
    if (!(root.get(HydraDefaults.KEY).orElse(root) instanceof DataNode.Sequence list)
        || HydraDefaults.place(config.file().text()).isPresent()) {
      return Optional.empty();
    }
    List<String> before = before(list);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    List<Stored> named =
        hydra.store(config).stream()
            .flatMap(store -> store.all().stream())
            .filter(each -> before.contains(each.name()) && isBeside(each, config))
            .toList();
    return named.size() == 1 ? schema(named.getFirst().type(), 0) : Optional.empty();
  }

  /** The plain names that a list has before the file itself. */
  private static List<String> before(DataNode.Sequence list) {
    List<String> names = new ArrayList<>();
    for (DataNode entry : list.elements()) {
      if (entry instanceof DataNode.Scalar scalar && scalar.value() instanceof String name) {
        if (name.equals(HydraDefaults.SELF)) {
          return names;
        }
        HydraDefaults.Reference what = HydraDefaults.reference(name);
        if (what.place().isEmpty()) {
          names.add(what.path());
        }
      }
    }
    // Hydra took the file last where its list does not name it, and does no more.
    return List.of();
  }

  /** Whether a name beside the file means what is stored, and no file. */
  private boolean isBeside(Stored stored, SourceModule config) {
    Path folder = config.path().resolveSibling("");
    boolean isInGroup =
        stored.group().isEmpty()
            ? !hydra.loads(config).isEmpty()
            : folder.endsWith(Path.of(stored.group()));
    return isInGroup
        && stored.place().isEmpty()
        && !project.files().isFile(folder.resolve(HydraDefaults.file(stored.name())));
  }

  private static Optional<ConfigSchema> schema(ClassEntity type, int depth) {
    Optional<DataclassFields> fields =
        DataclassFields.of(type).filter(all -> all.others().isEmpty() && depth < DEEPEST);
    return fields.map(
        all -> {
          ConfigSchema schema = new ConfigSchema(Reading.CONVERTING);
          all.own().forEach((name, field) -> schema.put(name, setting(field, depth)));
          return schema;
        });
  }

  private static Setting setting(DataclassFields.Field field, int depth) {
    Optional<ConfigSchema> inner =
        field.module().resolve(field.node().annotation()) instanceof ClassEntity type
            ? schema(type, depth + 1)
            : Optional.empty();
    return new Setting(
        inner.isPresent() ? Kind.SECTION : Kind.of(field.node().annotation()),
        CodeCalls.place(field.node().target(), field.module()),
        inner.orElseGet(ConfigSchema::new),
        List.of());
  }
}
