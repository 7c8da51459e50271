package dev.tensorvet.interp;

import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.ops.OpResult;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The calls of a file whose pattern is written out, and is refused whatever tensor it meets: for
 * that nothing has to be followed, so that code counts which no model and no script runs.
 */
final class WrittenPatterns {

  private static final String PATTERN = "pattern";

  private static final String REDUCTION = "reduction";

  private final SourceModule module;
  private final Ops ops;
  private final List<Contradiction> found = new ArrayList<>();

  private WrittenPatterns(SourceModule module, Ops ops) {
    this.module = module;
    this.ops = ops;
  }

  static List<Contradiction> of(SourceModule module, Ops ops) {
    WrittenPatterns patterns = new WrittenPatterns(module, ops);
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && module.resolve(call.callee()) instanceof LibraryEntity function) {
                patterns.read(call, function.qualifiedName());
              }
            });
    return patterns.found;
  }

  private void read(Expr.Call call, String function) {
    Optional<String> layer = TensorFunctions.patternLayer(function);
    Optional<String> op =
        layer.or(() -> TensorFunctions.operation(function).filter(TensorFunctions::takesPattern));
    if (op.isEmpty() || isOpen(call) || mayBeMeant(call)) {
      return;
    }
    int first = layer.isPresent() ? 0 : 1;
    SequencedMap<String, Argument> arguments = new LinkedHashMap<>();
    arguments.put("tensor", new Argument.Unknown());
    put(PATTERN, first, call, arguments);
    put(REDUCTION, first + 1, call, arguments);
    call.keywords().stream()
        .flatMap(keyword -> keyword.name().stream())
        .forEach(size -> arguments.putIfAbsent(size, new Argument.Unknown()));
    if (arguments.get(PATTERN) instanceof Argument.Text
        && ops.find(op.get()).map(o -> o.infer(new OpCall(arguments))).orElse(unknown())
            instanceof OpResult.Mismatch(String why)) {
      Frame frame = new Frame(module.file(), call.span(), "");
      found.add(
          new Contradiction(
              op.get(),
              why,
              new Origin(List.of(frame), ""),
              List.of(),
              List.of(),
              List.of(),
              true,
              Contradiction.Cause.CALL));
    }
  }

  private static OpResult unknown() {
    return OpResult.unknown("there is no such operation");
  }

  private static void put(
      String name, int position, Expr.Call call, SequencedMap<String, Argument> arguments) {
    Optional<Expr> given =
        call.keyword(name).or(() -> call.arguments().stream().skip(position).findFirst());
    given.ifPresent(
        value ->
            arguments.put(
                name,
                value instanceof Expr.StringLiteral text
                    ? new Argument.Text(text.value())
                    : new Argument.Unknown()));
  }

  private static boolean isOpen(Expr.Call call) {
    return call.arguments().stream().anyMatch(Expr.Starred.class::isInstance)
        || call.keywords().stream().anyMatch(keyword -> keyword.name().isEmpty());
  }

  /** Whether code around a call waits for its error. */
  private boolean mayBeMeant(Expr.Call call) {
    Optional<Node> at = module.tree().parent(call);
    while (at.isPresent() && !(at.get() instanceof Stmt.FunctionDef)) {
      if (at.get() instanceof Stmt.Try
          || (at.get() instanceof Stmt.With with && waitsForError(with))) {
        return true;
      }
      at = module.tree().parent(at.get());
    }
    return false;
  }

  private boolean waitsForError(Stmt.With with) {
    return with.items().stream()
        .anyMatch(item -> module.file().text(item.context().span()).matches("(?is).*raises.*"));
  }
}
