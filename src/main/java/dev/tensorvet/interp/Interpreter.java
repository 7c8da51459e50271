package dev.tensorvet.interp;

import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryIndex;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs models without running them: builds one as its constructor does and traces its {@code
 * forward}. Safe for use by many threads.
 */
public final class Interpreter {

  private final LibraryText library;
  private final Supplier<Ops> makeOps;
  private final Map<Key, SoftReference<Tracing.Traced>> traced = new ConcurrentHashMap<>();
  private volatile Optional<Ops> ops = Optional.empty();

  /**
   * @param ops what operations do, made when the first model is looked at: most checks look at none
   */
  public Interpreter(
      Function<SourceFile, ParsedFile> parser, LibraryIndex libraries, Supplier<Ops> ops) {
    this.library = new LibraryText(parser, libraries);
    this.makeOps = ops;
  }

  /** Whether a class makes modules that can be called. */
  public boolean isModel(ClassEntity type) {
    Classes classes = new Classes(library);
    return classes.isModule(type)
        && classes
            .find(type, "forward")
            .flatMap(Classes.Held::method)
            .filter(forward -> !isAbstract(forward))
            .isPresent();
  }

  /** Whether a method does nothing but raise: those who inherit from its class have another. */
  private static boolean isAbstract(FunctionEntity method) {
    return method.node() instanceof Stmt.FunctionDef def
        && def.body().getLast() instanceof Stmt.Raise
        && def.body().stream()
            .limit(def.body().size() - 1L)
            .allMatch(
                statement ->
                    statement instanceof Stmt.ExprStmt text
                        && text.value() instanceof Expr.StringLiteral);
  }

  /** What a model computes, with the shapes of its inputs found as far as the code tells them. */
  public Interpretation interpret(ClassEntity model, Request request) {
    if (!request.looksAtUses()) {
      return new Tracing(library, ops(), model, request).run().interpretation();
    }
    return new Surroundings(library, ops(), request, other -> traced(other, request))
        .interpret(model);
  }

  /** What a file does with the data that it makes; empty where it is no script that makes any. */
  public Optional<Practice> practice(SourceModule script) {
    return Practice.of(library, ops(), script);
  }

  /** The calls of a file that fail by the pattern that is written in them. */
  public List<Contradiction> patterns(SourceModule file) {
    return TensorFunctions.mayTakePattern(file.file().text())
        ? WrittenPatterns.of(file, ops())
        : List.of();
  }

  /** How the project trains a model. */
  public Lesson lesson(Interpretation model) {
    return Lessons.of(library, ops(), model);
  }

  /** A model by itself, which is asked for again where its parts are looked at. */
  private Tracing.Traced traced(ClassEntity model, Request request) {
    Key key = new Key(model, request);
    Optional<Tracing.Traced> known =
        Optional.ofNullable(traced.get(key)).flatMap(held -> Optional.ofNullable(held.get()));
    if (known.isPresent()) {
      return known.get();
    }
    Tracing.Traced made = new Tracing(library, ops(), model, request).run();
    traced.put(key, new SoftReference<>(made));
    return made;
  }

  private record Key(ClassEntity model, Request request) {}

  /** Two threads may make them at once, which are the same. */
  private Ops ops() {
    Optional<Ops> known = ops;
    if (known.isEmpty()) {
      known = Optional.of(makeOps.get());
      ops = known;
    }
    return known.get();
  }
}
