package dev.tensorvet.interp;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Node;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The classes of a project whose objects hold what constructors are told: {@code Net(config)},
 * where {@code config.width} and {@code config.depth} are read and one class has both.
 */
final class ConfigurationClasses {

  /** What has fewer names in common is the same by accident. */
  private static final int FEWEST_NAMES = 2;

  /** Files that are looked at. */
  private static final int MOST_FILES = 8;

  private ConfigurationClasses() {}

  /**
   * The class that has all that a constructor reads of a parameter, the one with the fewest other
   * names first; empty where there is none.
   */
  static Optional<ClassEntity> of(
      Node.Parameter parameter, FunctionEntity init, Predicate<ClassEntity> isMadeOfNothing) {
    Set<String> read = ParsedArguments.read(parameter.name(), init);
    if (read.size() < FEWEST_NAMES) {
      return Optional.empty();
    }
    SourceModule own = init.module();
    // Of all names the longest is the rarest.
    String rarest =
        read.stream()
            .max(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    Stream<SourceModule> others =
        Stream.concat(own.imports().stream(), own.othersWith(rarest).stream())
            .filter(module -> module.file().text().contains(rarest))
            .distinct()
            .limit(MOST_FILES);
    return Stream.concat(Stream.of(own), others)
        .flatMap(module -> module.classes().stream())
        .filter(type -> type != init.owner().orElse(type))
        .filter(type -> names(type).containsAll(read))
        .filter(isMadeOfNothing)
        .min(Comparator.comparingInt(type -> names(type).size()));
  }

  /** What its objects have and its body binds. */
  private static Set<String> names(ClassEntity type) {
    Set<String> names = new TreeSet<>(type.attributeNames());
    names.addAll(type.scope().bindings().stream().map(binding -> binding.name()).toList());
    return names;
  }
}
