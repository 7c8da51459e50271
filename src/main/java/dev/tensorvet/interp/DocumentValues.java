package dev.tensorvet.interp;

import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.framework.ConfigForm;
import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What a document holds, as values of Python; what it holds twice is one object. */
final class DocumentValues {

  /** What stands for another value, or is put together when the program runs. */
  private static final String VARIABLE = "${";

  private final Machine machine;
  private final SourceModule file;
  private final boolean isPyYaml;
  private final boolean isCalled;
  private final IdentityHashMap<DataNode, PythonValue> known = new IdentityHashMap<>();

  private DocumentValues(Machine machine, SourceModule file, boolean isPyYaml, boolean isCalled) {
    this.machine = machine;
    this.file = file;
    this.isPyYaml = isPyYaml;
    this.isCalled = isCalled;
  }

  /**
   * Values as they are written.
   *
   * @param isPyYaml whether it is read by PyYAML's rules, which are older than all others
   */
  static DocumentValues plain(Machine machine, SourceModule file, boolean isPyYaml) {
    return new DocumentValues(machine, file, isPyYaml, false);
  }

  /** Values of which those that name a class or function stand for what it makes of the rest. */
  static DocumentValues called(Machine machine, SourceModule file) {
    return new DocumentValues(machine, file, false, true);
  }

  PythonValue value(DataNode node) {
    PythonValue before = known.get(node);
    if (before != null) {
      return before;
    }
    PythonValue value =
        switch (node) {
          case DataNode.Mapping mapping -> called(mapping).orElseGet(() -> dict(mapping));
          case DataNode.Sequence list ->
              new ListValue(list.elements().stream().map(this::value).toList());
          case DataNode.Nothing nothing -> PythonValue.none();
          case DataNode.Scalar scalar when isPyYaml && scalar.isPlain() -> byPyYaml(scalar);
          case DataNode.Scalar scalar -> scalar(scalar);
        };
    known.put(node, value);
    return value;
  }

  private PythonValue dict(DataNode.Mapping mapping) {
    DictValue dict = new DictValue();
    machine.documents().made(dict);
    mapping.entries().forEach((name, inner) -> dict.put(new Text(name), value(inner)));
    return dict;
  }

  // --- calls

  /** The arguments that a mapping of a form gives to what it names. */
  Optional<Arguments> arguments(DataNode.Mapping mapping, ConfigForm form) {
    Optional<DataNode> given =
        form.arguments().isEmpty() ? Optional.of(mapping) : mapping.get(form.arguments().get());
    if (!(given.orElse(mapping) instanceof DataNode.Mapping all)) {
      return Optional.empty();
    }
    SequencedMap<String, PythonValue> keywords = new LinkedHashMap<>();
    if (given.isPresent()) {
      all.entries()
          .forEach(
              (name, value) -> {
                if (!DataNodes.isOfReader(name, value)) {
                  keywords.put(name, value(value));
                }
              });
    }
    return Optional.of(
        new Arguments(
            List.of(), keywords, all.entries().keySet().stream().anyMatch(ConfigForm::isOpen)));
  }

  private Optional<PythonValue> called(DataNode.Mapping mapping) {
    if (!isCalled) {
      return Optional.empty();
    }
    for (ConfigForm form : ConfigForm.all()) {
      Optional<String> target = mapping.text(form.target());
      if (form.isDeep() && target.isPresent()) {
        return Optional.of(
            arguments(mapping, form)
                .filter(given -> !given.isOpen())
                .map(given -> made(target.get(), given))
                .orElseGet(PythonValue::unknown));
      }
    }
    return Optional.empty();
  }

  private PythonValue made(String target, Arguments arguments) {
    return machine.calls().call(named(target), arguments, target);
  }

  /** What a dotted name stands for. */
  private PythonValue named(String dotted) {
    for (int dot = dotted.lastIndexOf('.'); dot > 0; dot = dotted.lastIndexOf('.', dot - 1)) {
      if (file.importOf(dotted.substring(0, dot)) instanceof ModuleEntity module) {
        PythonValue at = machine.names().value(module);
        for (String part : dotted.substring(dot + 1).split("\\.", -1)) {
          at = machine.members().get(at, part);
        }
        return at;
      }
    }
    return machine.names().value(file.importOf(dotted));
  }

  // --- values

  private PythonValue byPyYaml(DataNode.Scalar scalar) {
    String text = file.file().text(scalar.span());
    if (ConfigReaders.asNumber(text).isPresent()) {
      return new Text(text);
    }
    return ConfigReaders.truth(text)
        .map(word -> PythonValue.of(word.equals("True")))
        .orElseGet(
            () ->
                ConfigReaders.octal(text).or(() -> ConfigReaders.sexagesimal(text)).isPresent()
                    ? PythonValue.unknown()
                    : scalar(scalar));
  }

  private static PythonValue scalar(DataNode.Scalar scalar) {
    return switch (scalar.value()) {
      case Long number -> PythonValue.of(number);
      case Boolean flag -> PythonValue.of(flag);
      case Double number -> new PythonValue.Real(number);
      case String text when text.contains(VARIABLE) -> PythonValue.unknown();
      case String text -> new Text(text);
      default -> PythonValue.unknown();
    };
  }
}
