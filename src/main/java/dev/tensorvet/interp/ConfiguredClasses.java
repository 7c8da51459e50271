package dev.tensorvet.interp;

import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.framework.ConfigForm;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What configurations of a project give to the classes that they name. */
final class ConfiguredClasses {

  private ConfiguredClasses() {}

  /**
   * A mapping that names a class, with what the class is given.
   *
   * @param file the configuration
   */
  record Given(SourceModule file, DataNode.Mapping mapping, ConfigForm form) {}

  /**
   * The first mapping that gives a class all that it needs.
   *
   * @param needed the parameters that have no default
   */
  static Optional<Given> of(ClassEntity type, FunctionEntity init, List<Node.Parameter> needed) {
    boolean isInstantiated = ConfigForm.PROGRAMS.stream().anyMatch(type.module()::isSpokenOf);
    if (!isInstantiated) {
      return Optional.empty();
    }
    Set<String> taken = Set.copyOf(init.parameters().all().stream().map(p -> p.name()).toList());
    return type.module().documents(ConfigForm.FOLDERS, type.name()).stream()
        .flatMap(
            file ->
                DataNodes.mappings(file.parsed().documents()).stream()
                    .flatMap(mapping -> named(mapping, type, file).stream()))
        .filter(given -> fits(given, needed, taken))
        .findFirst();
  }

  private static Optional<Given> named(
      DataNode.Mapping mapping, ClassEntity type, SourceModule file) {
    return ConfigForm.all().stream()
        .filter(form -> mapping.text(form.target()).filter(name -> is(name, type)).isPresent())
        .findFirst()
        .map(form -> new Given(file, mapping, form));
  }

  /** Whether a dotted name is that of a class, as far as its ending tells. */
  private static boolean is(String name, ClassEntity type) {
    String own = "." + type.module().name() + "." + type.name();
    return ("." + name).endsWith(own) || own.endsWith("." + name);
  }

  private static boolean fits(Given given, List<Node.Parameter> needed, Set<String> taken) {
    Optional<DataNode> arguments =
        given.form().arguments().isEmpty()
            ? Optional.of(given.mapping())
            : given.mapping().get(given.form().arguments().get());
    if (!(arguments.orElse(given.mapping()) instanceof DataNode.Mapping all)
        || arguments.isEmpty()) {
      return false;
    }
    return needed.stream().allMatch(parameter -> all.get(parameter.name()).isPresent())
        && all.entries().keySet().stream().anyMatch(taken::contains);
  }
}
