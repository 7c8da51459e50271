package dev.tensorvet.reader.config;

import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.facts.LaunchMismatch;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.AccelerateSettings;
import dev.tensorvet.reader.config.StartCommands.Started;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares what code tells Accelerate with the file that a command starts the program with. */
final class LaunchMismatches implements CodeReader<LaunchMismatch> {

  private final StartCommands commands;

  LaunchMismatches(StartCommands commands) {
    this.commands = commands;
  }

  @Override
  public Class<LaunchMismatch> kind() {
    return LaunchMismatch.class;
  }

  @Override
  public List<LaunchMismatch> read(SourceModule module) {
    List<LaunchMismatch> found = new ArrayList<>();
    if (module.file().text().contains(AccelerateSettings.WORD)) {
      for (Started command : commands.of(module)) {
        file(command.launcher(), module)
            .filter(file -> file.parsed().documents().size() == 1)
            .ifPresent(file -> compare(module, file, command.place(), found));
      }
    }
    return found;
  }

  /** The file of settings that a command names. */
  private static Optional<SourceModule> file(List<String> launcher, SourceModule program) {
    if (Collections.indexOfSubList(launcher, AccelerateSettings.LAUNCHER) < 0) {
      return Optional.empty();
    }
    int at = launcher.indexOf(AccelerateSettings.FILE);
    Optional<String> path =
        at >= 0 && at + 1 < launcher.size()
            ? Optional.of(launcher.get(at + 1))
            : launcher.stream()
                .filter(word -> word.startsWith(AccelerateSettings.FILE + "="))
                .map(word -> word.substring(AccelerateSettings.FILE.length() + 1))
                .findFirst();
    try {
      return path.map(Path::of).flatMap(program::fileAt);
    } catch (InvalidPathException elsewhere) {
      return Optional.empty();
    }
  }

  private static void compare(
      SourceModule module, SourceModule file, Place command, List<LaunchMismatch> to) {
    DataNode settings = file.parsed().documents().getFirst();
    CodeCalls.each(
        module,
        (call, name) -> {
          if (AccelerateSettings.isAccelerator(name) || AccelerateSettings.isPlugin(name)) {
            for (Node.Keyword keyword : call.keywords()) {
              keyword
                  .name()
                  .flatMap(argument -> mismatch(name, argument, keyword.value(), settings))
                  .map(at -> at.in(file, command, module))
                  .ifPresent(to::add);
            }
          }
        });
  }

  /** An argument, and the value of the file that says another thing. */
  private record Differing(String argument, Expr given, String setting, DataNode said) {

    LaunchMismatch in(SourceModule file, Place command, SourceModule module) {
      return new LaunchMismatch(
          CodeCalls.place(given, module),
          argument,
          setting,
          new Place(file.file(), said.span()),
          command);
    }
  }

  private static Optional<Differing> mismatch(
      String type, String argument, Expr given, DataNode settings) {
    if (AccelerateSettings.isAccelerator(type) && argument.equals(AccelerateSettings.PLUGIN)) {
      return DataNodes.at(settings, List.of(AccelerateSettings.KIND))
          .filter(
              said ->
                  !(given instanceof Expr.NoneLiteral)
                      && text(said)
                          .filter(t -> !t.equalsIgnoreCase(AccelerateSettings.FSDP))
                          .isPresent())
          .map(said -> new Differing(argument, given, AccelerateSettings.KIND, said));
    }
    Optional<List<String>> keys = AccelerateSettings.setting(type, argument);
    Optional<DataNode> said = keys.flatMap(k -> DataNodes.at(settings, k));
    Optional<String> told = text(given);
    return told.isPresent()
            && said.flatMap(LaunchMismatches::text).filter(t -> !t.equals(told.get())).isPresent()
        ? Optional.of(
            new Differing(argument, given, String.join(".", keys.orElseThrow()), said.get()))
        : Optional.empty();
  }

  /** A word or a truth value, as both may write it. */
  private static Optional<String> text(Expr given) {
    return switch (given) {
      case Expr.StringLiteral word -> Optional.of(plain(word.value()));
      case Expr.BooleanLiteral truth -> Optional.of(String.valueOf(truth.value()));
      default -> Optional.empty();
    };
  }

  private static Optional<String> text(DataNode said) {
    return said instanceof DataNode.Scalar scalar
        ? switch (scalar.value()) {
          case Boolean truth -> Optional.of(String.valueOf(truth.booleanValue()));
          case String word -> Optional.of(plain(word));
          default -> Optional.empty();
        }
        : Optional.empty();
  }

  /** YAML may read {@code no} as a truth value. */
  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.equals("no") ? "false" : lower;
  }
}
