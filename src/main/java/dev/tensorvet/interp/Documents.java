package dev.tensorvet.interp;

import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.Mappings;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.interp.PythonValue.OpenFile;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files of the project that code reads its settings from, as their readers give them. */
final class Documents {

  private final Machine machine;
  private final Set<DictValue> made = Collections.newSetFromMap(new IdentityHashMap<>());

  Documents(Machine machine) {
    this.machine = machine;
  }

  /** What a function that opens or reads a file gives; empty for all other functions. */
  Optional<PythonValue> call(String function, Arguments arguments, SourceModule code) {
    boolean isPyYaml = ConfigReaders.isPyYaml(function);
    boolean isOmegaConf = ConfigReaders.isOmegaConf(function);
    Optional<PythonValue> first = arguments.get(0, "");
    if (first.isEmpty()) {
      return Optional.empty();
    }
    if (ConfigReaders.opens(function) && first.get() instanceof Text path) {
      return isToWrite(arguments) ? Optional.empty() : Optional.of(new OpenFile(path.value()));
    }
    if (ConfigReaders.joinsPath(function)) {
      return joined(arguments.positional());
    }
    if (Mappings.opensKeys(function) && first.get() instanceof DictValue) {
      return first;
    }
    boolean isReader =
        isPyYaml || isOmegaConf || ConfigReaders.isJson(function) || ConfigReaders.isToml(function);
    return switch (first.get()) {
      case OpenFile file when isReader -> read(file.path(), code, isPyYaml);
      case Text path when isOmegaConf -> read(path.value(), code, isPyYaml);
      default -> Optional.empty();
    };
  }

  /** Notes that a dict is what stands in a file. */
  void made(DictValue dict) {
    made.add(dict);
  }

  /** Something is done to a value that is not followed: what a file has said of it may not hold. */
  void lose(PythonValue value) {
    if (value instanceof DictValue dict && made.contains(dict)) {
      machine.branching().touch(dict);
      List.copyOf(dict.entries().keySet()).forEach(key -> dict.put(key, PythonValue.unknown()));
      dict.open();
    }
  }

  /** The same for what a call is given that may be any. */
  void lose(String called, Arguments arguments) {
    String name = called.substring(called.lastIndexOf('.') + 1);
    if (!ConfigReaders.shows(called) && !ConfigReaders.shows(name)) {
      arguments.all().forEach(this::lose);
    }
  }

  /** What a method of an open file, or of the path to one, gives. */
  static PythonValue method(OpenFile file, String name) {
    return ConfigReaders.isOfPath(name) ? file : PythonValue.unknown();
  }

  private static boolean isToWrite(Arguments arguments) {
    return arguments.get(1, "mode").filter(mode -> !isReading(mode)).isPresent();
  }

  private static boolean isReading(PythonValue mode) {
    return mode instanceof Text text && text.value().startsWith("r");
  }

  /** A path of parts that are known; the folder that it begins with need not be. */
  private Optional<PythonValue> joined(List<PythonValue> parts) {
    List<String> names = new ArrayList<>();
    for (PythonValue part : parts) {
      switch (part) {
        case Text text -> names.add(text.value());
        case OpenFile file -> names.add(file.path());
        default -> {
          if (!names.isEmpty()) {
            return Optional.empty();
          }
          machine.assumptions().assume();
        }
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(new Text(String.join("/", names)));
  }

  private Optional<PythonValue> read(String path, SourceModule code, boolean isPyYaml) {
    try {
      return code.fileAt(Path.of(path))
          .filter(file -> file.parsed().problems().isEmpty())
          .filter(file -> file.parsed().documents().size() == 1)
          .map(
              file -> {
                DataNode root = file.parsed().documents().getFirst();
                machine.trace().read(new Frame(file.file(), beginning(root), ""));
                return DocumentValues.plain(machine, file, isPyYaml).value(root);
              });
    } catch (InvalidPathException other) {
      return Optional.empty();
    }
  }

  /** Where what is read begins: its first key. */
  private static Span beginning(DataNode root) {
    return root instanceof DataNode.Mapping mapping && !mapping.written().isEmpty()
        ? mapping.written().getFirst().key()
        : new Span(root.span().start(), root.span().start());
  }
}
