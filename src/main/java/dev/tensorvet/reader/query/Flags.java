package dev.tensorvet.reader.query;

import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The flags that the files of a program declare for all of it. */
public final class Flags {

  private Flags() {}

  /** A default, and the file that it stands in. */
  public record Default(Expr value, SourceModule module) {}

  /**
   * The flags of a program by name, with their defaults where these are written and no two files
   * differ.
   */
  public static Map<String, Optional<Default>> of(SourceModule program) {
    Map<String, Optional<Default>> flags = new TreeMap<>();
    List<SourceModule> others = program.othersWith(CommandLines.FLAGS);
    Stream.concat(Stream.of(program), others.stream())
        .filter(module -> CommandLines.declaresFlags(module.file().text()))
        .forEach(module -> read(module, flags));
    return flags;
  }

  private static void read(SourceModule module, Map<String, Optional<Default>> flags) {
    CodeCalls.each(
        module,
        (call, name) -> {
          if (CommandLines.declaresFlag(name)
              && !call.arguments().isEmpty()
              && call.arguments().getFirst() instanceof Expr.StringLiteral flag) {
            Optional<Default> value =
                call.arguments().stream()
                    .skip(1)
                    .findFirst()
                    .or(() -> call.keyword("default"))
                    .map(written -> new Default(written, module));
            flags.merge(flag.value(), value, (one, other) -> Optional.empty());
          }
        });
  }
}
