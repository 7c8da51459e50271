package dev.tensorvet.reader.query;

import dev.tensorvet.framework.Processes;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The groups that the processes of a program join. */
public final class ProcessGroups {

  private ProcessGroups() {}

  /**
   * By what the processes exchange tensors that code of a file runs in: what the file says itself,
   * or else what the other files of its project say alike.
   */
  public static Optional<String> backend(SourceModule module) {
    List<Optional<String>> told = backends(module);
    if (told.isEmpty()) {
      module.othersWith(Processes.JOIN).stream()
          .filter(other -> !other.isTest())
          .forEach(other -> told.addAll(backends(other)));
    }
    return told.stream().distinct().count() == 1 ? told.getFirst() : Optional.empty();
  }

  /** Whether a file says itself how its processes are joined, so that no other decides. */
  public static boolean areJoinedBy(SourceModule module) {
    return !backends(module).isEmpty();
  }

  private static List<Optional<String>> backends(SourceModule module) {
    List<Optional<String>> told = new ArrayList<>();
    if (module.file().text().contains(Processes.JOIN)) {
      CodeCalls.each(
          module,
          (call, name) -> {
            if (Processes.joinsGroup(name)) {
              told.add(CodeCalls.argument(call, Processes.BACKEND).flatMap(b -> name(b, module)));
            }
          });
    }
    return told;
  }

  private static Optional<String> name(Expr backend, SourceModule module) {
    return CodeCalls.onlyValue(backend, module).orElse(backend) instanceof Expr.StringLiteral text
        ? Optional.of(text.value().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
