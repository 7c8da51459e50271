package dev.tensorvet.interp;

import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryIndex;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import java.util.function.Function;

/**
 * Runs models without running them: builds one as its constructor does and traces its {@code
 * forward}. Safe for use by many threads.
 */
public final class Interpreter {

  private final LibraryText library;
  private final Ops ops;

  public Interpreter(Function<SourceFile, ParsedFile> parser, LibraryIndex libraries, Ops ops) {
    this.library = new LibraryText(parser, libraries);
    this.ops = ops;
  }

  /** Whether a class makes modules that can be called. */
  public boolean isModel(ClassEntity type) {
    Classes classes = new Classes(library);
    return classes.isModule(type)
        && classes.find(type, "forward").flatMap(Classes.Held::method).isPresent();
  }

  /** What a model computes, with the shapes of its inputs found as far as the code tells them. */
  public Interpretation interpret(ClassEntity model, Request request) {
    return new Tracing(library, ops, model, request).run();
  }
}
